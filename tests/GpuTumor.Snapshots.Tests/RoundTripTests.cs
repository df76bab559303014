using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

public sealed class RoundTripTests : IDisposable
{
    private static readonly Clock _clock = new(100, 0.5);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Hdf5Fact]
    public void EveryElementOfAnOddLatticeComesBackBitForBit()
    {
        Grid grid = new(37, 21, 50, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        using Snapshot snapshot = Write(tissue, grid, new SnapshotOptions());

        Assert.Equal(tissue.Quantities.Select(q => q.Name), snapshot.Quantities.Select(q => q.Name));
        foreach (Quantity quantity in tissue.Quantities)
        {
            byte[] values = new byte[grid.Voxels * quantity.ElementSize];
            snapshot.Read(quantity.Name, 0, grid.Nz, values);
            Assert.True(tissue.Values(quantity.Name).SequenceEqual(values), quantity.Name);
        }
    }

    [Hdf5Fact]
    public void EveryLevelAndNumberOfThreadsGivesTheSameValues()
    {
        Grid grid = new(70, 33, 65, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        foreach (int level in new[] { 0, 1, 4, 9 })
        {
            using Snapshot snapshot = Write(tissue, grid, new SnapshotOptions { CompressionLevel = level, Threads = 1 + (level % 3) });
            Assert.Equal(MemoryMarshal.Cast<byte, uint>(tissue.Values("clone")).ToArray(), snapshot.ReadWords("clone"));
            Assert.Equal(MemoryMarshal.Cast<byte, ushort>(tissue.Values("age")).ToArray(), snapshot.ReadHalfWords("age"));
            Assert.Equal(tissue.Values("cell_kind").ToArray(), snapshot.ReadBytes("cell_kind"));
        }
    }

    [Hdf5Fact]
    public void AnyRangeOfPlanesReadsAsItsPartOfTheWhole()
    {
        Grid grid = new(19, 40, 75, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        using Snapshot snapshot = Write(tissue, grid, new SnapshotOptions());
        int planeBytes = (int)grid.PlaneVoxels * 2;
        foreach ((int first, int count) in new[] { (0, 1), (31, 2), (30, 40), (64, 11), (74, 1), (0, 75) })
        {
            byte[] planes = new byte[count * planeBytes];
            snapshot.Read("age", first, count, planes);
            Assert.True(tissue.Values("age").Slice(first * planeBytes, count * planeBytes).SequenceEqual(planes), $"{first}+{count}");
        }
    }

    [Hdf5Fact]
    public void ALatticeSmallerThanAChunkIsKept()
    {
        Grid grid = new(4, 5, 6, 2.5);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        using Snapshot snapshot = Write(tissue, grid, new SnapshotOptions());

        Assert.Equal((4, 5, 6, 2.5), (snapshot.Nx, snapshot.Ny, snapshot.Nz, snapshot.Spacing));
        Assert.Equal(tissue.Values("founder").ToArray(), snapshot.ReadBytes("founder"));
    }

    [Hdf5Fact]
    public void TimeMeaningAndProvenanceComeBack()
    {
        Grid grid = new(37, 21, 50, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        using Snapshot snapshot = Write(tissue, grid, new SnapshotOptions());

        Assert.Equal((100L, 50.0, 0.5), (snapshot.Step, snapshot.Hours, snapshot.StepHours));
        Assert.Equal(FakeRun.Provenance, snapshot.Provenance);
        Assert.Equal(tissue.Census.LivingByFounder, snapshot.Census!.LivingByFounder);
        Assert.Equal(tissue.Census.MeanSignals, snapshot.Census.MeanSignals);
        Assert.Equal((3, 4, 5, 600, 70), (snapshot.Census.Apoptotic, snapshot.Census.Necrotic, snapshot.Census.Excess, snapshot.Census.Divisions, snapshot.Census.Deaths));
        Quantity oxygen = snapshot.Quantities[0];
        Assert.Equal(("oxygen", "oxygen of the fake", "mmHg", ElementKind.Float32), (oxygen.Name, oxygen.LongName, oxygen.Unit, oxygen.Element));
        Assert.Empty(oxygen.Codes);
        Quantity founder = snapshot.Quantities.Single(q => q.Name == "founder");
        Assert.Equal([(0, "sensitive"), (1, "resistant"), (255, "empty")], founder.Codes);
    }

    [Hdf5Fact]
    public void OnlyTheChosenQuantitiesAreWritten()
    {
        Grid grid = new(16, 16, 16, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        using Snapshot snapshot = Write(tissue, grid, new SnapshotOptions { Quantities = ["clone", "oxygen"] });

        Assert.Equal(["oxygen", "clone"], snapshot.Quantities.Select(q => q.Name));
        SnapshotException missing = Assert.Throws<SnapshotException>(() => snapshot.ReadBytes("cell_kind"));
        Assert.Equal(SnapshotProblem.NoSuchQuantity, missing.Problem);
        Assert.Contains("It holds oxygen, clone", missing.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Write(tissue, grid, new SnapshotOptions { Quantities = ["oxgen"] }));
    }

    [Hdf5Fact]
    public void RoundedMantissasStayWithinTheirErrorAndSaySo()
    {
        Grid grid = new(40, 40, 40, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        using Snapshot snapshot = Write(tissue, grid, new SnapshotOptions { MantissaBits = 12 });

        ReadOnlySpan<float> exact = MemoryMarshal.Cast<byte, float>(tissue.Values("oxygen"));
        float[] rounded = snapshot.ReadFloats("oxygen");
        for (int i = 0; i < rounded.Length; i++)
            // Half a unit in the last of 12 bits: 2⁻¹³ relative; denormals have fewer bits to lose.
            Assert.True(MathF.Abs(rounded[i] - exact[i]) <= (MathF.Abs(exact[i]) / 8192) + 1e-38f, $"voxel {i}");
        Assert.NotEqual(exact.ToArray(), rounded);
        Assert.Equal(MemoryMarshal.Cast<byte, uint>(tissue.Values("clone")).ToArray(), snapshot.ReadWords("clone"));
    }

    [Hdf5Fact]
    public void NothingOfTheLibraryStaysOpen()
    {
        Grid grid = new(37, 21, 50, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        long openBefore = OpenObjects.Count();
        using (Snapshot snapshot = Write(tissue, grid, new SnapshotOptions()))
            snapshot.ReadFloats("oxygen");

        Assert.Equal(openBefore, OpenObjects.Count());
    }

    [Hdf5Fact]
    public void TheTissueIsReadInRowsOfChunks()
    {
        Grid grid = new(20, 20, 70, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        List<int> planes = [];
        tissue.OnRead = (quantity, first) =>
        {
            if (quantity == 0)
                planes.Add(first);
        };
        Write(tissue, grid, new SnapshotOptions()).Dispose();

        Assert.Equal([0, 32, 64], planes);
    }

    private Snapshot Write(FakeTissue tissue, Grid grid, SnapshotOptions options)
    {
        string path = _directory.File("snap_00000100.h5");
        new SnapshotWriter(FakeRun.Provenance, options).Write(path, tissue, grid, _clock);
        return Snapshot.Open(path);
    }
}
