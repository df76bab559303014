using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>The matrix is dissolved and laid down.</summary>
public sealed class MatrixTurnoverTests
{
    private const int Size = 24;

    private static Model Invaded(double emt, float mmp, float timp, MatrixTurnover? turnover, HostTissue? host = null) => new()
    {
        Name = "invaded",
        Seed = 3,
        Grid = new Grid(Size, Size, Size, 20),
        StepHours = 1,
        Steps = 24,
        Fields = [Still("mmp", FieldRole.Mmp, mmp), Still("timp3", FieldRole.Timp3, timp)],
        Founders = [new Founder("one", Genotype.None, 1) { Emt = emt }],
        Seeding = new Seeding(800),
        TumourCell = TumourCell.Default(1) with { Division = TumourCell.Default(1).Division with { Fastest = Rate.Zero }, Apoptosis = default },
        Matrix = new ExtracellularMatrix { Density = 0.4f, Turnover = turnover },
        Host = host,
    };

    private static FieldDefinition Still(string name, FieldRole role, float level)
        => new() { Name = name, Unit = "1", Role = role, Diffusivity = 1, Initial = level };

    private static byte[] Matrix(Model model, int threads = 2)
    {
        using Patient patient = new(model, new CpuBackend(threads, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        byte[] matrix = new byte[Size * Size * Size];
        patient.Primary.Read(patient.Primary.Quantities.ToList().FindIndex(quantity => quantity.Name == "matrix"), 0, matrix);
        return matrix;
    }

    private static byte Middle(byte[] matrix) => matrix[(Size / 2) + (Size * ((Size / 2) + (Size * (Size / 2))))];

    [Theory]
    [InlineData(1f, 0f, 0.5)]
    [InlineData(2f, 1f, 0.5)]
    [InlineData(0f, 5f, 0.0)]
    public void ProteasesDissolveItAtTheirRate(float mmp, float timp, double perDay)
    {
        byte[] matrix = Matrix(Invaded(0, mmp, timp, MatrixTurnover.Default));
        // One day; a byte keeps 1/255.
        Assert.Equal(255 * 0.4 * Math.Exp(-perDay), Middle(matrix), 1.0);
    }

    [Fact]
    public void MesenchymalCellsDissolveItWhereTheyAre()
    {
        byte[] matrix = Matrix(Invaded(1, 0f, 0f, MatrixTurnover.Default));
        // exp(-1) in a day if they stay as mesenchymal as they were, and less if not.
        Assert.InRange(Middle(matrix), 255 * 0.4 * Math.Exp(-1) - 1, 255 * 0.4 * Math.Exp(-0.5));
        Assert.Equal(102, matrix[(Size * Size * 2) + (Size * 2) + 2]);
    }

    [Fact]
    public void ItStaysWhereNothingTurnsItOver() => Assert.True(Matrix(Invaded(1, 2, 0, null)).All(density => density == 102));

    [Fact]
    public void FibroblastsLayItDown()
    {
        MatrixTurnover turnover = MatrixTurnover.Default;
        Assert.Equal(0.3 + 0.02, turnover.Advance(0.3f, 0f, 0f, 0f, 1f, 0f, 24f), 1e-6);
        Assert.Equal(1f, turnover.Advance(0.99f, 0f, 0f, 0f, 1f, 0f, 24f));
        Assert.Equal(ExtracellularMatrix.Closed, turnover.Advance(ExtracellularMatrix.Closed, 5f, 0f, 1f, 1f, 0f, 24f));
        // An inhibitor spares the matrix from MMP but not from cells.
        Assert.Equal(0.3 * Math.Exp(-1), turnover.Advance(0.3f, 5f, 0f, 1f, 0f, 1f, 24f), 1e-6);
    }
}
