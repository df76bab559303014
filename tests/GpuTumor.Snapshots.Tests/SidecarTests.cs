using System.Xml.Linq;
using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots.Tests;

public sealed class SidecarTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Hdf5Fact]
    public void EveryReferenceOfTheXdmfIndexLeadsToADatasetOfThatShape()
    {
        Grid grid = new(12, 9, 35, 20);
        Observe(grid, FakeTissue.WithEveryElement(grid), 0, 4);

        Assert.Equal((byte)'<', File.ReadAllBytes(_directory.File("run.xmf"))[0]);
        XDocument index = XDocument.Load(_directory.File("run.xmf"));
        XElement[] items = [.. index.Descendants("DataItem").Where(item => (string?)item.Attribute("Format") == "HDF")];
        Assert.Equal(2 * 6, items.Length);
        foreach (XElement item in items)
        {
            string[] reference = item.Value.Split(':');
            using Handle file = Hdf5File.Open(_directory.File(reference[0]));
            using ChunkedDataset dataset = ChunkedDataset.Open(file, reference[1]);
            Assert.Equal("35 9 12", (string?)item.Attribute("Dimensions"));
            Assert.Equal((12, 9, 35), (dataset.Grid.Nx, dataset.Grid.Ny, dataset.Grid.Nz));
            Assert.Equal(dataset.ElementSize, (int?)item.Attribute("Precision"));
        }

        Assert.Equal(["0", "2"], index.Descendants("Time").Select(time => (string?)time.Attribute("Value")));
    }

    [Hdf5Fact]
    public void TheSeriesInTimeReadsAsTheSnapshots()
    {
        Grid grid = new(12, 9, 35, 20);
        FakeTissue tissue = FakeTissue.WithEveryElement(grid);
        Observe(grid, tissue, 0, 4);

        using Handle file = Hdf5File.Open(_directory.File("run.vtkhdf"));
        using Handle clones = Hdf5File.OpenDataset(file, "/VTKHDF/PointData/clone");
        uint[] values = new uint[2 * grid.Voxels];
        Read(clones, values);
        byte[] bytes = new byte[values.Length * sizeof(uint)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        Assert.True(tissue.Values("clone").SequenceEqual(bytes.AsSpan(0, bytes.Length / 2)));
        Assert.True(tissue.Values("clone").SequenceEqual(bytes.AsSpan(bytes.Length / 2)));
    }

    [Hdf5Fact]
    public void SnapshotsOfAnotherLatticeAreLeftOut()
    {
        Grid before = new(12, 9, 35, 20), now = new(16, 8, 8, 20);
        Observe(before, FakeTissue.WithEveryElement(before), 0);
        Observe(now, FakeTissue.WithEveryElement(now), 4);

        string index = File.ReadAllText(_directory.File("run.xmf"));
        Assert.DoesNotContain("snap_00000000.h5", index, StringComparison.Ordinal);
        Assert.Contains("snap_00000004.h5", index, StringComparison.Ordinal);
    }

    [Hdf5Fact]
    public void TheBenchmarkMeasuresAndCleansUp()
    {
        IReadOnlyList<SnapshotMeasurement> measured = SnapshotBenchmarks.Run(_directory.Path, 40, new SnapshotOptions(), 1);

        Assert.Equal(
            ["copy", "write", "read", "write_exact", "read_exact", "disk"],
            measured.Select(measurement => measurement.Case["snapshots.".Length..]));
        Assert.All(measured, measurement => Assert.True(measurement.BytesPerSecond > 0));
        Assert.All(measured.SkipLast(1), measurement => Assert.Equal(31L * 40 * 40 * 40, measurement.RawBytes));
        Assert.All(measured.Skip(1), measurement => Assert.InRange(measurement.FileBytes!.Value, 1, measurement.RawBytes));
        Assert.Empty(Directory.EnumerateFiles(_directory.Path));
    }

    private static unsafe void Read(Handle dataset, uint[] values)
    {
        using Lock.Scope entered = Hdf5.Enter();
        fixed (uint* first = values)
            Hdf5.Check(H5D.read(dataset.Id, H5T.NATIVE_UINT32, H5S.ALL, H5S.ALL, H5P.DEFAULT, (IntPtr)first));
    }

    private void Observe(Grid grid, FakeTissue tissue, params ReadOnlySpan<long> steps)
    {
        using Patient patient = FakeRun.Patient(grid, tissue);
        using SnapshotObserver observer = new(_directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions());
        foreach (long step in steps)
            observer.Observe(patient, new Clock(step, 0.5));
    }
}
