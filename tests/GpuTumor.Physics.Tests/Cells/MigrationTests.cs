using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>How mesenchymal cells migrate.</summary>
public sealed class MigrationTests(ITestOutputHelper output)
{
    private const int Row = 24;
    private const int Plane = Row * Row;
    private static readonly int _middle = 12 + (12 * Row) + (12 * Plane);

    private static int Code(int x, int y, int z) => x + 1 + (3 * (y + 1)) + (9 * (z + 1));

    // How often each direction is taken, by code; 0 is counted as the middle.
    private static int[] Directions(Dish dish, float emt, int draws)
    {
        int[] taken = new int[Neighbourhood.Codes];
        for (uint i = 0; i < draws; i++)
        {
            uint draw = Philox.Word(3, RandomProcess.Migration, i, 0, 0);
            int proposal = Migration.Default.Propose(in dish, in dish, _middle, Row, Plane, emt, draw);
            taken[proposal == 0 ? Neighbourhood.Itself : proposal - 1]++;
        }

        return taken;
    }

    [Theory]
    [InlineData(0.2f, 5, 0.0)]
    [InlineData(0.5f, 1, 0.0)]
    [InlineData(0.5f, 2, 0.1)]
    [InlineData(0.71f, 0, 0.3)]
    [InlineData(1f, 26, 0.3)]
    public void TheSpeedIsThatOfTheMode(float emt, int like, double micrometresPerMinute)
    {
        float hopsPerHour = Migration.HopsPerHour(20);
        float best = Migration.Default.PerHour(emt, 0f, 0.5f, like, hopsPerHour);
        Assert.Equal(micrometresPerMinute, best * 20 * Migration.MeanHop / 60, 1e-6);
        // 4ρ(1 − ρ) and 1 + A.
        Assert.Equal(0.84 * 1.5 * best, Migration.Default.PerHour(emt, 0.5f, 0.3f, like, hopsPerHour), 1e-5);
    }

    [Fact]
    public void ALoneCellWandersAsItsSpeedSays()
    {
        // ⟨r²⟩ = 1.47·v·h·t with v of the best matrix; here per hop, in voxels: 54/26.
        Dish empty = new();
        const int Draws = 100_000;
        int[] taken = Directions(empty, 0.8f, Draws);
        double square = 0;
        double length = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            int squared = (Neighbourhood.X(code) * Neighbourhood.X(code)) + (Neighbourhood.Y(code) * Neighbourhood.Y(code))
                + (Neighbourhood.Z(code) * Neighbourhood.Z(code));
            square += (double)taken[code] * squared / Draws;
            length += taken[code] * Math.Sqrt(squared) / Draws;
            if (code != Neighbourhood.Itself)
                Assert.InRange(taken[code], (Draws / 26) - 250, (Draws / 26) + 250); // four standard deviations
        }

        output.WriteLine($"⟨l⟩ {length:0.0000}, ⟨l²⟩ {square:0.0000}");
        Assert.Equal(Migration.MeanHop, length, 0.005);
        Assert.Equal(54.0 / 26, square, 0.01);
        Assert.Equal(0, taken[Neighbourhood.Itself]);
    }

    [Fact]
    public void AFastCellHopsAsOftenAsItsSpeedSays()
    {
        // 1 µm/min on the best matrix: 0.35 hops in 10 min.
        float perHour = Migration.HopsPerHour(20);
        const int Draws = 50_000;
        double hops = Enumerable.Range(0, Draws).Count(
            i => Migration.Hops(perHour, 1 / 6f, Philox.Word(4, RandomProcess.Migration, (uint)i, 0, 0)));
        Assert.Equal(10 / (20 * 1.4165), hops / Draws, 0.01);
    }

    [Fact]
    public void ALinearGradientDrawsAsItsWeightsSay()
    {
        const float Slope = 0.1f;
        Dish gradient = new() { ChemokineSlope = Slope, ChemokineHere = 1f };
        const int Draws = 100_000;
        int[] taken = Directions(gradient, 0.8f, Draws);
        // exp(3·ΔC/(1 + C)) with ΔC = ±0.1 nM and C = 1 nM.
        double up = Math.Exp(3 * Slope / 2);
        double down = Math.Exp(-3 * Slope / 2);
        double expected = 9 * (up - down) / ((9 * (up + down)) + 8);
        double drift = Enumerable.Range(0, Neighbourhood.Codes).Sum(code => (double)taken[code] * Neighbourhood.X(code)) / Draws;
        output.WriteLine($"drift {drift:0.0000} voxels a hop, expected {expected:0.0000}");
        Assert.Equal(expected, drift, 0.01);
    }

    [Fact]
    public void HgfAndMatrixDrawLikewise()
    {
        Dish dish = new() { HgfSlope = 0.05f, HgfHere = 0.25f, MatrixSlope = 0.02f };
        const int Draws = 100_000;
        int[] taken = Directions(dish, 0.8f, Draws);
        double ratio = (double)taken[Code(1, 0, 0)] / taken[Code(-1, 0, 0)];
        // Twice exp(2·0.05/0.5 + 4·0.02); counts of about 3000.
        Assert.Equal(Math.Exp(2 * ((2 * 0.05 / 0.5) + (4 * 0.02))), ratio, 0.12);
    }

    [Fact]
    public void BondsHoldEpithelialCellsAndLetMesenchymalOnesGo()
    {
        // On top of a sheet: nine neighbours below.
        Dish sheet = new() { SheetBelow = true };
        const int Draws = 20_000;
        int held = Directions(sheet, 0.31f, Draws)[Neighbourhood.Itself];
        int[] free = Directions(sheet, 1f, Draws);
        int leaves = Enumerable.Range(18, 9).Sum(code => Directions(sheet, 0.31f, Draws)[code]);
        Assert.True(held > free[Neighbourhood.Itself]);
        // Up and away all nine bonds are lost: exp(−1.5·0.69·9) each, against 9 + 8 of the sheet and the ways along it.
        Assert.InRange(leaves, 0, 20);
        Assert.InRange(Enumerable.Range(18, 9).Sum(code => free[code]), Draws * 9 / 26 - 400, Draws * 9 / 26 + 400);
    }

    [Fact]
    public void DenseMatrixIsNotEntered()
    {
        Dish dense = new() { MatrixHere = 0.79f, MatrixSlope = 0.02f };
        int[] taken = Directions(dense, 1f, 5000);
        Assert.Equal(0, Enumerable.Range(0, Neighbourhood.Codes).Where(code => Neighbourhood.X(code) == 1).Sum(code => taken[code]));
        Assert.Equal(5000 - taken[Neighbourhood.Itself], taken.Sum() - taken[Neighbourhood.Itself]);
    }

    // Mesenchymal cells crawl out of the ball that they were put in; epithelial ones stay.
    private static Model Spreading(float emt) => new()
    {
        Name = "spreading",
        Seed = 2,
        Grid = new Grid(32, 32, 32, 20),
        StepHours = 0.5,
        Steps = 24,
        Fields = [],
        Founders = [new Founder("one", Genotype.None, 1) { Emt = emt }],
        Seeding = new Seeding(500),
        TumourCell = Quiet(),
        Compaction = Compaction.Default,
        Migration = Migration.Default,
    };

    private static TumourCell Quiet()
    {
        TumourCell laws = TumourCell.Default(0.5);
        return laws with { Division = laws.Division with { Fastest = Rate.Zero }, Apoptosis = default };
    }

    private static Patient Run(Model model, int threads, LaneWidth lanes)
    {
        Patient patient = new(model, new CpuBackend(threads, lanes));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient;
    }

    [Fact]
    public void TheStateIsTheSameForAnyThreadsAndLanes()
    {
        ulong reference = 0;
        foreach ((int threads, LaneWidth lanes) in ((int, LaneWidth)[])[(1, LaneWidth.Scalar), (2, LaneWidths.Best), (3, LaneWidths.Best)])
        {
            using Patient patient = Run(Spreading(0.9f), threads, lanes);
            reference = reference == 0 ? patient.Primary.StateHash() : reference;
            Assert.Equal(reference, patient.Primary.StateHash());
            Assert.Equal(500, patient.Primary.TakeCensus().Living);
        }
    }

    [Fact]
    public void OnlyMesenchymalCellsLeaveTheMass()
    {
        using Patient epithelial = Run(Spreading(0.1f), 2, LaneWidths.Best);
        using Patient mesenchymal = Run(Spreading(0.9f), 2, LaneWidths.Best);
        double tight = Spread(epithelial);
        double loose = Spread(mesenchymal);
        output.WriteLine($"mean square distance {tight:0.0} and {loose:0.0} voxels²");
        // A ball of 500 cells: 0.6·R² = 14.6.
        Assert.InRange(tight, 13, 16);
        // Out of the ball they move 20 µm/h and less, and bonds and company slow them at first.
        Assert.True(loose > 1.25 * tight);
    }

    private static double Spread(Patient patient)
    {
        Grid grid = patient.Model.Grid;
        byte[] kinds = new byte[grid.Voxels];
        patient.Primary.Read(patient.Primary.Quantities.ToList().FindIndex(q => q.Name == "cell_kind"), 0, kinds);
        double sum = 0;
        for (int voxel = 0; voxel < kinds.Length; voxel++)
        {
            double x = (voxel % grid.Nx) + 0.5 - (grid.Nx / 2);
            double y = (voxel / grid.Nx % grid.Ny) + 0.5 - (grid.Ny / 2);
            double z = (voxel / grid.PlaneVoxels) + 0.5 - (grid.Nz / 2);
            sum += kinds[voxel] == 0 ? 0 : (x * x) + (y * y) + (z * z);
        }

        return sum / kinds.Count(kind => kind != 0);
    }

    // A cell in the middle of an empty box, perhaps on a sheet of others, on ground that changes along x.
    private readonly struct Dish() : ILattice, IGround
    {
        public bool SheetBelow { get; init; }

        public float ChemokineSlope { get; init; }

        public float ChemokineHere { get; init; }

        public float HgfSlope { get; init; }

        public float HgfHere { get; init; }

        public float MatrixSlope { get; init; }

        public float MatrixHere { get; init; } = 0.3f;

        public byte Distance(int voxel)
            => voxel == _middle || (SheetBelow && voxel / Plane == (_middle / Plane) - 1) ? (byte)3 : (byte)0;

        public bool IsCrowded(int voxel) => false;

        public byte Proposal(int voxel) => 0;

        public int Beside(int voxel, int code, int row, int plane) => voxel + Neighbourhood.Offset(code, row, plane);

        public int First(uint codes) => Crowding.First(codes);

        public uint Uncrowded(int voxel, int row, int plane) => Crowding.Uncrowded(this, voxel, row, plane);

        public uint Proposing(int voxel, int row, int plane) => Crowding.Proposing(this, voxel, row, plane);

        public int Occupied(int voxel, int row, int plane) => Crowding.Occupied(this, voxel, row, plane);

        public float Chemokine(int voxel) => ChemokineHere + (ChemokineSlope * Along(voxel));

        public float Hgf(int voxel) => HgfHere + (HgfSlope * Along(voxel));

        public float Matrix(int voxel) => MatrixHere + (MatrixSlope * Along(voxel));

        public float Emt(int voxel) => 0f;

        private static int Along(int voxel) => (voxel % Row) - (_middle % Row);
    }
}
