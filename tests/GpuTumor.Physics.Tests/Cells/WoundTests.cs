using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Wounds secrete where they are, and heal.</summary>
public sealed class WoundTests
{
    private const int Size = 20;

    private static Model Wounded(params ITreatment[] treatments) => new()
    {
        Name = "wounded",
        Seed = 1,
        Grid = new Grid(Size, Size, Size, 20),
        StepHours = 1,
        Steps = 48,
        Fields =
        [
            new FieldDefinition
            {
                Name = "chemokine", Unit = "nmol/L", Role = FieldRole.Chemokine, Diffusivity = 80, Solver = FieldSolver.Chebyshev, WoundSecretion = 1e-4f,
            },
        ],
        Founders = [new Founder("one", Genotype.None, 1)],
        Seeding = new Seeding(10),
        TumourCell = TumourCell.Default(1),
        Treatments = treatments,
    };

    private static Patient Run(Model model, int threads = 2)
    {
        Patient patient = new(model, new CpuBackend(threads, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient;
    }

    [Fact]
    public void AWoundSecretesLessEveryDay()
    {
        Ball ball = new(200, 200, 200, 60);
        using Patient whole = Run(Wounded());
        using Patient hurt = Run(Wounded(new Wounding(24, ball)));
        int voxels = Enumerable.Range(0, Size * Size * Size)
            .Count(i => ball.Holds(hurt.Model.Grid, i % Size, i / Size % Size, i / (Size * Size)));
        // Nothing decays or leaves the box: all that was secreted in the day since.
        double hours = Enumerable.Range(0, 24).Sum(hour => Math.Exp(-hour / 240.0));
        double expected = 1e-4 * 3600 * hours * voxels / (Size * Size * Size);
        Assert.Equal(0, whole.Primary.Summarise(0).Mean);
        Assert.Equal(expected, hurt.Primary.Summarise(0).Mean, 1e-4 * expected);
        Assert.InRange(voxels, 90, 140);
    }

    [Fact]
    public void ARestoredWoundGoesOnHealing()
    {
        Model model = Wounded(new Wounding(0, new Ball(240, 200, 160, 80)));
        using Patient one = Run(model, 1);
        using Patient three = Run(model, 3);
        Assert.Equal(one.Primary.StateHash(), three.Primary.StateHash());

        using Patient resumed = new(model, new CpuBackend(2, LaneWidths.Best));
        StateImage.Of(one).RestoreInto(resumed);
        Clock clock = new(48, 1);
        one.Advance(clock, 5, CancellationToken.None);
        resumed.Advance(clock, 5, CancellationToken.None);
        Assert.Equal(one.Primary.StateHash(), resumed.Primary.StateHash());
    }
}
