using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Snapshots.Tests;

/// <summary>Millions of clones: what they take in memory and on disk, and that each comes back with its parent and its origin.</summary>
public sealed class CloneTableTests(ITestOutputHelper output) : IDisposable
{
    private const int Clones = 2_000_000;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Hdf5Fact]
    public void TwoMillionClonesAreKeptInTwentyFourBytesEachAndWrittenInFifteen()
    {
        CloneTable table = Grown();
        Assert.Equal(Clones, table.Count);
        Assert.InRange(table.AllocatedBytes, 12L * Clones, 24L * Clones);

        Grid grid = new(8, 8, 8, 20);
        string path = _directory.File("snap_00000100.h5");
        FakeTissue tissue = new(grid) { Clones = table };
        long allocated = GC.GetTotalAllocatedBytes();
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        new SnapshotWriter(FakeRun.Provenance, new SnapshotOptions()).Write(path, tissue, grid, new Clock(100, 0.5));
        double perClone = (GC.GetTotalAllocatedBytes() - allocated) / (double)Clones;
        long bytes = new FileInfo(path).Length;
        output.WriteLine($"{watch.Elapsed.TotalSeconds:0.00} s, {bytes / 1e6:0.0} MB, {perClone:0} bytes a clone on the way");
        Assert.InRange(bytes, 0, (15L * Clones) + 500_000);
        Assert.InRange(perClone, 0, 64);

        using Snapshot snapshot = Snapshot.Open(path);
        double[] parents = snapshot.ReadColumn("clones", "parent")!;
        double[] origins = snapshot.ReadColumn("clones", "origin")!;
        for (int clone = 2; clone <= Clones; clone += 9973)
        {
            Assert.Equal(table.Parents[clone - 1], parents[clone - 1]);
            Assert.Equal((double)CloneTraits.Origin(table.TraitsOf((uint)clone)), origins[clone - 1]);
        }
    }

    // As a run makes them: some thousands a step, of earlier ones; by mutation, by mutation of a persister, or a barcode alone.
    private static CloneTable Grown()
    {
        CloneTable table = new([0u], [0u], [CloneTraits.Of(0u, CloneOrigin.Founder, 0u)]);
        for (uint step = 1; table.Count < Clones; step++)
        {
            int more = Math.Min(5000, Clones - table.Count);
            uint first = table.Extend(more);
            for (uint clone = first; clone < first + more; clone++)
            {
                uint parent = 1u + (Philox.Word(1, RandomProcess.Mutation, clone, 0, 0) % (first - 1u));
                uint status = CellRecord.Founding(0, Genotype.Target, false, CellPhase.G1, clone % 3 == 0 ? CellMode.Persister : CellMode.Normal);
                table.Set(clone, parent, step, CloneTraits.Of(status, clone % 2, table.TraitsOf(parent)));
            }
        }

        return table;
    }
}
