using System.Runtime.InteropServices;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>What crosses the bus: between two looks small sums only, and at a look what is asked for.</summary>
[Collection(nameof(OnDevices))]
public class DeviceTraffic
{
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void BetweenTwoLooksOnlySmallSumsCrossTheBus(string backend)
    {
        // Half of the daughters found clones of their own, which are numbered on the device.
        Model model = Tumour(48) with { Mutation = new Mutation([0.04, 0.04, 0, 0.02, 0, 0, 0, 0], 0.5, 5) };
        GpuDevice device = GpuDevices.Discover().First(candidate => candidate.Backend == backend);
        const int Steps = 3;
        (long read, long written) = OnDevice.Traffic(device, model, Steps);

        // Two numbers for each of the eight sums of each stage or cycle, however large the box; a map of 48³ voxels has 442 kB.
        const int MostStages = 128;
        const int NumbersOfField = 2 * 8 * MostStages;
        Assert.InRange(read, 1, (model.Fields.Count * NumbersOfField * sizeof(double)) + (Steps * sizeof(uint)));
        Assert.Equal(0, written);
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void WhatIsReadAheadIsWhatWouldBeReadLater(string backend)
    {
        Model model = Tumour(24);
        using ITissue tissue = OpenBackends.Shared.Of(backend).Create(model);
        float[] plane = new float[model.Grid.PlaneVoxels];
        byte[] kinds = new byte[model.Grid.PlaneVoxels];
        int kind = Enumerable.Range(0, tissue.Quantities.Count).First(i => tissue.Quantities[i].Name == "cell_kind");
        for (int step = 0; step < 2; step++)
        {
            tissue.Advance(new Clock(step, model.StepHours), []);
            float[] whole = new float[model.Grid.Voxels];
            byte[] allKinds = new byte[model.Grid.Voxels];
            tissue.Read(0, 0, MemoryMarshal.AsBytes(whole.AsSpan()));
            tissue.Read(kind, 0, allKinds);
            // Forwards, back again, and between two quantities.
            foreach (int z in new[] { 0, 1, 2, 23, 5, 6, 5 })
            {
                tissue.Read(0, z, MemoryMarshal.AsBytes(plane.AsSpan()));
                tissue.Read(kind, z, kinds);
                int first = (int)(z * model.Grid.PlaneVoxels);
                Assert.True(whole.AsSpan(first, plane.Length).SequenceEqual(plane), $"step {step}, plane {z}");
                Assert.True(allKinds.AsSpan(first, kinds.Length).SequenceEqual(kinds), $"step {step}, plane {z}");
            }
        }
    }

    /// <summary>A device is lent for minutes: that each case can be measured is tried here, where tiles are not used outside tests.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void EveryFieldCaseIsMeasuredBesideTheCopy(string backend)
    {
        IReadOnlyList<BenchmarkResult> results = OnDevice.MeasureInTiles(GpuDevices.Discover().First(device => device.Backend == backend), 12);

        string[] cases = ["ftcs", "clenshaw", "legendre", "ftcs_blocked", "clenshaw_blocked", "legendre_blocked", "multigrid_v11", "multigrid_v11_blocked", "lod"];
        Assert.Equal(cases.Select(name => "fields." + name).Order(), results.Select(result => result.Case).Order());
        Assert.All(results, result => Assert.True(result.VoxelUpdatesPerSecond > 0 && result.CopyFraction > 0, result.Case));
    }

    private static Model Tumour(int size) => new()
    {
        Name = "traffic",
        Seed = 3,
        Grid = new Grid(size, size, size, 20),
        StepHours = 0.5,
        Steps = 10,
        Fields =
        [
            FieldBox.Substance(2000, FieldSolver.BackwardEuler, 1e-3) with { Name = "fast", Secretion = new Secretion(1e-4f, 0f) },
            FieldBox.Substance(20, FieldSolver.Chebyshev, 1e-4) with { Name = "slow", Secretion = new Secretion(1e-4f, 0f) },
        ],
        Founders = [new Founder("only", Genotype.None, 1)],
        Seeding = new Seeding(500),
        TumourCell = TumourCell.Default(0.5),
    };
}
