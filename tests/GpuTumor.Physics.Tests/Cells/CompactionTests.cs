using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Cells that cohere close the gaps of a regressing mass.</summary>
public sealed class CompactionTests(ITestOutputHelper output)
{
    private const int Size = 44;

    // Cells that no longer divide and die within days: a ball becomes porous.
    private static Model Regressing(Compaction compaction) => new()
    {
        Name = "regressing",
        Seed = 5,
        Grid = new Grid(Size, Size, Size, 20),
        StepHours = 0.5,
        Steps = 48 * 5,
        Fields = [],
        Founders = [new Founder("sensitive", Genotype.None, 1)],
        Seeding = new Seeding(14000),
        TumourCell = Dying(),
        Compaction = compaction,
    };

    private static TumourCell Dying()
    {
        TumourCell laws = TumourCell.Default(0.5);
        return laws with
        {
            Division = laws.Division with { Fastest = Rate.Zero },
            Apoptosis = laws.Apoptosis with { Background = Rate.PerDayOf(0.2) },
        };
    }

    private static Patient Run(Model model, int threads, LaneWidth lanes)
    {
        Patient patient = new(model, new CpuBackend(threads, lanes));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient;
    }

    private static bool[] Mass(Patient patient)
    {
        int kind = patient.Primary.Quantities.ToList().FindIndex(quantity => quantity.Name == "cell_kind");
        byte[] kinds = new byte[Size * Size * Size];
        patient.Primary.Read(kind, 0, kinds);
        return [.. kinds.Select(k => k != 0)];
    }

    // Voxels of the mass after closing with a ball of radius 3: gaps that are narrower than the ball are filled.
    private static int ClosedVolume(bool[] mass)
    {
        int[] ball =
        [
            .. from z in Enumerable.Range(-3, 7)
               from y in Enumerable.Range(-3, 7)
               from x in Enumerable.Range(-3, 7)
               where (x * x) + (y * y) + (z * z) <= 9
               select x + (Size * (y + (Size * z))),
        ];
        bool[] dilated = new bool[mass.Length];
        foreach (int voxel in Enumerable.Range(0, mass.Length).Where(voxel => mass[voxel]))
        {
            foreach (int offset in ball)
                dilated[voxel + offset] = true;
        }

        int margin = ball[^1];
        return Enumerable.Range(margin, mass.Length - (2 * margin)).Count(voxel => ball.All(offset => dilated[voxel + offset]));
    }

    [Fact]
    public void ARegressingMassShrinksWithItsCells()
    {
        using Patient still = Run(Regressing(default), 2, LaneWidths.Best);
        using Patient compacting = Run(Regressing(Compaction.Default), 2, LaneWidths.Best);
        Census census = compacting.Primary.TakeCensus();
        long filled = census.Living + census.Apoptotic;
        int porous = ClosedVolume(Mass(still));
        int compact = ClosedVolume(Mass(compacting));
        output.WriteLine($"{filled} of 14000 voxels filled, closed volume {compact}, without compaction {porous}");
        Assert.Equal(14000 - census.Deaths, census.Living);
        Assert.Equal(Mass(compacting).LongCount(full => full), filled);
        Assert.Equal(still.Primary.TakeCensus().Deaths, census.Deaths, 0.05 * census.Deaths);
        Assert.True(porous > 0.9 * 14000);
        // Compact but for the gaps of the last hours: cells die at 0.2 a day and hop every 6 h.
        Assert.InRange(compact, filled, 1.25 * filled);
    }

    [Fact]
    public void ATissueWithoutGapsStaysAsItIs()
    {
        Model model = Regressing(Compaction.Default) with { Steps = 20 };
        model = model with { TumourCell = model.TumourCell with { Apoptosis = default } };
        using Patient patient = Run(model, 2, LaneWidths.Best);
        using Patient before = Run(model with { Steps = 0 }, 2, LaneWidths.Best);
        bool[] was = Mass(before);
        bool[] isNow = Mass(patient);
        // The seeded ball is already round: only some cells of its stepped surface find a better place.
        int moved = Enumerable.Range(0, was.Length).Count(voxel => was[voxel] && !isNow[voxel]);
        output.WriteLine($"{moved} voxels of 14000 left");
        Assert.InRange(moved, 0, 300);
        Assert.Equal(14000, patient.Primary.TakeCensus().Living);
    }

    [Fact]
    public void TheStateIsTheSameForAnyThreadsAndLanes()
    {
        Model model = Regressing(new Compaction(Rate.Relaxing(2), 4)) with { Steps = 60 };
        ulong reference = Run(model, 1, LaneWidth.Scalar).Primary.StateHash();
        foreach ((int threads, LaneWidth lanes) in ((int, LaneWidth)[])[(1, LaneWidths.Best), (2, LaneWidth.Octet), (3, LaneWidths.Best)])
        {
            if (lanes > LaneWidths.Best)
                continue;
            using Patient patient = Run(model, threads, lanes);
            Assert.Equal(reference, patient.Primary.StateHash());
        }
    }
}
