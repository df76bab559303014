using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>The growth laws of the lattice: unlimited shoving doubles, limited shoving gives a constant radial speed.</summary>
public sealed class GrowthTests(ITestOutputHelper output)
{
    // Immortal cells that divide every 24 h in the mean wherever they can push.
    private static Model Growing(int size, long cells, long steps, float pushDistance, int substeps, ulong seed = 7) => new()
    {
        Name = "growth",
        Seed = seed,
        Grid = new Grid(size, size, size, 20),
        StepHours = 1,
        Steps = steps,
        Fields = [],
        Founders = [new Founder("sensitive", Genotype.None, 1)],
        Seeding = new Seeding(cells),
        ShovingSubsteps = substeps,
        TumourCell = Immortal(pushDistance),
    };

    private static TumourCell Immortal(float pushDistance)
    {
        TumourCell laws = TumourCell.Default(1);
        return laws with
        {
            Division = laws.Division with { Fastest = Rate.Doubling(24), AktBoost = 0, PushDistance = pushDistance },
            Apoptosis = laws.Apoptosis with { Background = Rate.Zero, Targeted = Rate.Zero },
        };
    }

    private static (Census Census, ulong Hash) Run(Model model, int threads, LaneWidth lanes)
    {
        using Patient patient = new(model, new CpuBackend(threads, lanes));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return (patient.Primary.TakeCensus(), patient.Primary.StateHash());
    }

    [Fact]
    public void UnlimitedPushingDoublesEveryDay()
    {
        using Patient patient = new(Growing(64, 200, 24 * 6, 80, 16), new CpuBackend(2, LaneWidths.Best));
        Clock clock = new(0, 1);
        long before = 200;
        for (int day = 1; day <= 6; day++)
        {
            clock = patient.Advance(clock, 24, CancellationToken.None);
            long now = patient.Primary.TakeCensus().Living;
            double fold = (double)now / before;
            output.WriteLine($"day {day}: {now} cells, fold {fold:0.000}");
            // Poisson spread of a doubling of n cells is about 1/√n; 200 cells give 7 %.
            Assert.InRange(fold, 2.0 - 0.06 - (2.0 / Math.Sqrt(before)), 2.0 + (2.0 / Math.Sqrt(before)));
            before = now;
        }
    }

    [Fact]
    public void LimitedPushingGrowsTheRadiusAtAConstantSpeed()
    {
        using Patient patient = new(Growing(96, 4000, 24 * 11, 5, 4), new CpuBackend(2, LaneWidths.Best));
        Clock clock = new(0, 1);
        List<double> radii = [];
        for (int day = 1; day <= 11; day++)
        {
            clock = patient.Advance(clock, 24, CancellationToken.None);
            radii.Add(Math.Cbrt(3.0 * patient.Primary.TakeCensus().Living / (4 * Math.PI)));
        }

        // A rim of depth L divides at rate r: dR/dt = r·(R³ − (R − L)³)/(3R²) = r·L·(1 − L/R + L²/3R²).
        double speed = (radii[10] - radii[4]) / 144;
        double middle = (radii[10] + radii[4]) / 2;
        double expected = Math.Log(2) / 24 * 5 * (1 - (5 / middle) + (25 / (3 * middle * middle)));
        output.WriteLine($"radius {radii[10]:0.0} voxels, speed {speed:0.0000} voxels/h, of the rim's {speed / expected:0.000}");
        // The chamfer metric misses the Euclidean distance by up to 6 %.
        Assert.InRange(speed / expected, 0.94, 1.06);
    }

    [Fact]
    public void CellsAreFoundersPlusDivisionsLessDeaths()
    {
        Model model = Growing(64, 2000, 24 * 6, 6, 4);
        model = model with
        {
            TumourCell = model.TumourCell with
            {
                Apoptosis = model.TumourCell.Apoptosis with { Background = Rate.PerDayOf(0.3) },
            },
        };
        (Census census, _) = Run(model, 2, LaneWidths.Best);
        Assert.True(census.Deaths > 1000);
        Assert.Equal(2000 + census.Divisions - census.Deaths, census.Living);
    }

    [Fact]
    public void TheStateIsTheSameForAnyThreadsAndLanes()
    {
        Model model = Growing(40, 1500, 24 * 3, 6, 4);
        model = model with
        {
            TumourCell = model.TumourCell with
            {
                Apoptosis = model.TumourCell.Apoptosis with { Background = Rate.PerDayOf(0.4) },
            },
        };
        ulong reference = Run(model, 1, LaneWidth.Scalar).Hash;
        foreach (LaneWidth lanes in LaneWidths.Available)
        {
            foreach (int threads in (int[])[1, 2, 3])
                Assert.Equal(reference, Run(model, threads, lanes).Hash);
        }

        Assert.NotEqual(reference, Run(model with { Seed = 8 }, 1, LaneWidths.Best).Hash);
    }
}
