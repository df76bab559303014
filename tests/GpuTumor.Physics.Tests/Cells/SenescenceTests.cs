using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Cells that an oncogene made senescent before any drug: a share of a founder's, which rest and secrete.</summary>
public sealed class SenescenceTests
{
    private const int Size = 24;
    private const int Cells = 2000;

    [Fact]
    public void AShareOfAFounderIsSenescentAtTheStartAndTheRestIsAsItWouldBe()
    {
        Model young = Tissue(0);
        Model old = Tissue(0.3);
        FirstCell[] without = [.. Enumerable.Range(0, Cells).Select(voxel => FirstCell.Of(young, 0, voxel))];
        FirstCell[] with = [.. Enumerable.Range(0, Cells).Select(voxel => FirstCell.Of(old, 0, voxel))];

        int senescent = with.Count(cell => CellRecord.Phase(cell.Status) == CellPhase.Senescent);

        // Four deviations of a binomial.
        Assert.Equal(0.3 * Cells, senescent, 4 * Math.Sqrt(0.3 * 0.7 * Cells));
        Assert.DoesNotContain(without, cell => CellRecord.Phase(cell.Status) == CellPhase.Senescent);
        Assert.All(with.Zip(without), pair => Assert.True(pair.First == pair.Second || CellRecord.Phase(pair.First.Status) == CellPhase.Senescent));
    }

    [Fact]
    public void TheySecreteWithoutAnyDrugAndOthersDoNot()
    {
        Assert.Equal(0, Secreted(Tissue(0)));
        Model model = Tissue(0.3);
        int senescent = SeededBall.Cells(model)
            .Count(cell => CellRecord.Phase(FirstCell.Of(model, 0, model.Grid.Index(cell.X, cell.Y, cell.Z)).Status) == CellPhase.Senescent);

        // Nothing decays or leaves the box, and nobody dies: all that was secreted in ten hours.
        double expected = 1e-4 * 3600 * 10 * senescent / (Size * Size * Size);
        Assert.Equal(expected, Secreted(model), 1e-4 * expected);
    }

    private static double Secreted(Model model)
    {
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient.Primary.Summarise(0).Mean;
    }

    private static Model Tissue(double senescent)
    {
        TumourCell laws = TumourCell.Default(1);
        return new Model
        {
            Name = "senescent",
            Seed = 4,
            Grid = new Grid(Size, Size, Size, 20),
            StepHours = 1,
            Steps = 10,
            Fields =
            [
                new FieldDefinition
                {
                    Name = "il6", Unit = "nmol/L", Diffusivity = 80, Solver = FieldSolver.Chebyshev, Secretion = new Secretion(0f, 0f) { Senescent = 1e-4f },
                },
            ],
            Founders = [new Founder("one", Genotype.None, 1) { Senescent = senescent }],
            Seeding = new Seeding(Cells),
            TumourCell = laws with { Apoptosis = laws.Apoptosis with { Background = Rate.Zero } },
        };
    }
}
