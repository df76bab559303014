using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>A device visits the tiles in which cells are, and those alone.</summary>
[Collection(nameof(OnDevices))]
public class ActiveRegionOnDevice
{
    private int _last;

    /// <summary>
    /// A tumour grows into one corner of a large box while another is put in and dies; the tissue is restored half-way, from the processor's
    /// state; at the end nothing is left, and what is put in then lives on.
    /// </summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ATumourThatIsGoneGivesItsTilesBackAndAllGoesOnWithTheSameBits(string backend)
    {
        Model model = Dying();
        IBackend device = OpenBackends.Shared.Of(backend);
        using ITissue expected = new CpuBackend(1, LaneWidths.Best).Create(model);
        using ITissue actual = device.Create(model);
        Live(expected, actual, 0, 12);
        PutIn(expected, actual, (int)model.Grid.Index(120, 28, 6), model);
        Live(expected, actual, 12, 24);
        long atMost = OnDevice.ActiveVoxels(actual);

        using ITissue restored = device.Create(model);
        StateImage.Of(expected).RestoreInto(restored);
        Live(expected, restored, 24, 40);
        while (expected.TakeCensus() is { Living: > 0 } or { Apoptotic: > 0 } or { Necrotic: > 0 })
            Live(expected, restored, _last, _last + 8);
        Live(expected, restored, _last, _last + 40);
        Assert.Equal(0, OnDevice.ActiveVoxels(restored));
        HostCensus host = expected.TakeCensus().Host;
        Assert.Equal(host, restored.TakeCensus().Host);
        Assert.True(host.TCells > 10 && host.TCellsDied > 10 && host.Kills > 0, host.ToString());

        PutIn(expected, restored, (int)model.Grid.Index(70, 12, 26), model);
        Live(expected, restored, _last, _last + 10);
        Assert.InRange(OnDevice.ActiveVoxels(restored), 1, atMost / 2);
    }

    private void Live(ITissue expected, ITissue actual, int from, int to)
    {
        _last = to;
        for (int step = from; step < to; step++)
        {
            expected.Advance(new Clock(step, 1), []);
            actual.Advance(new Clock(step, 1), []);
            if (step % 4 == 3)
                Assert.True(expected.StateHash() == actual.StateHash(), $"step {step}");
        }
    }

    private static void PutIn(ITissue expected, ITissue actual, int voxel, Model model)
    {
        CellState cell = CellState.Founding(model.Founders, 0);
        foreach (ICellTraffic tissue in new[] { (ICellTraffic)expected, (ICellTraffic)actual })
            tissue.PutIn([voxel, voxel + 1, voxel], [cell, cell, cell], new bool[3]);
    }

    // Cells that divide and die, more of them than divide, close the gaps, and secrete.
    private static Model Dying()
    {
        TumourCell laws = TumourCell.Default(1);
        return new Model
        {
            Name = "dying",
            Seed = 6,
            Grid = new Grid(130, 34, 33, 20),
            StepHours = 1,
            Steps = 400,
            Fields = [FieldBox.Substance(20, FieldSolver.Chebyshev, 1e-4) with { Name = "slow", Secretion = new Secretion(1e-4f, 1e-3f) }],
            Founders = [new Founder("one", Genotype.None, 1)],
            Seeding = new Seeding(300),
            Compaction = Compaction.Default,
            TumourCell = laws with
            {
                Apoptosis = laws.Apoptosis with { Background = Rate.PerDayOf(8) },
                Clearance = new Clearance(4, 8),
                Active = CellProcesses.None,
            },
            Vessels = new Vasculature(200, 1f),
            // No fibroblasts, which would be everywhere.
            Host = new HostTissue
            {
                TCells = TCellLaws.Default(1) with { EntryBasal = 2f },
                Myeloid = MyeloidLaws.Default,
                DebrisClearance = Rate.PerDayOf(20),
            },
        };
    }
}
