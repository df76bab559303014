using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

/// <summary>Checkpoints written while the run goes on, where the device keeps the state.</summary>
public sealed class CheckpointBacklogTests : IDisposable
{
    private static readonly Grid _grid = new(20, 18, 30, 20);

    private readonly TemporaryDirectory _directory = new();

    private CheckpointDirectory Stored => new(_directory.Path, 2);

    public void Dispose() => _directory.Dispose();

    [Hdf5Fact]
    public void ACheckpointHoldsTheStateOfItsStepAndIsThereOnceItIsWhole()
    {
        using ManualResetEventSlim gone = new();
        FakeTissue tissue = Tissue(["age", "kind"]);
        tissue.OnReadOfStill = () => gone.Wait();
        byte[] expected = [.. tissue.Values("age")];
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotBacklog backlog = new();
        Assert.True(Begin(patient, 3, backlog));
        Assert.Equal(2, tissue.Stills);
        tissue.Fill("age", 99);
        tissue.Fill("kind", 99);
        Assert.Empty(Stored.Newest);
        gone.Set();
        backlog.Drain();

        Assert.Equal(0, tissue.Stills);
        Assert.Equal(["checkpoint_00000003.h5"], Stored.Newest.Select(Path.GetFileName));
        FakeTissue restored = Tissue([]);
        restored.Fill("age", 1);
        using Patient resumed = FakeRun.Patient(_grid, restored);
        Assert.Equal(3, Stored.RestoreNewest(resumed, _ => { })!.Clock.Step);
        Assert.Equal(expected, restored.Values("age").ToArray());
    }

    /// <summary>The older one is there, and nothing is left of the one that was begun.</summary>
    [Hdf5Fact]
    public void ADeviceLostOnTheWayLeavesTheCheckpointBefore()
    {
        FakeTissue tissue = Tissue(["age", "kind"]);
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotBacklog backlog = new();
        Assert.True(Begin(patient, 1, backlog));
        backlog.Drain();
        tissue.OnReadOfStill = () => throw new DeviceException("cuda 0 was lost");
        Assert.True(Begin(patient, 2, backlog));
        Assert.Throws<DeviceException>(backlog.Drain);
        // What is begun after a failure is given up.
        Assert.Throws<DeviceException>(() => Begin(patient, 3, backlog));
        backlog.Settle();

        Assert.Equal(0, tissue.Stills);
        Assert.Equal(["checkpoint_00000001.h5"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName));
    }

    [Hdf5Fact]
    public void ACheckpointBehindAFailedOneIsGivenUp()
    {
        using ManualResetEventSlim gone = new();
        FakeTissue tissue = Tissue(["age", "kind"]);
        tissue.OnReadOfStill = () =>
        {
            gone.Wait();
            throw new DeviceException("cuda 0 was lost");
        };
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotBacklog backlog = new();
        Assert.True(Begin(patient, 1, backlog));
        Assert.True(Begin(patient, 2, backlog));
        gone.Set();
        backlog.Settle();

        Assert.Equal(0, tissue.Stills);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Hdf5Fact]
    public void WithoutRoomForAllNothingIsBegun()
    {
        FakeTissue tissue = Tissue(["kind"]);
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotBacklog backlog = new();

        Assert.False(Begin(patient, 1, backlog));
        backlog.Drain();
        Assert.Equal(0, tissue.Stills);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    private static FakeTissue Tissue(IReadOnlyList<string> keeps) => new FakeTissue(_grid) { Keeps = keeps }
        .Add("kind", ElementKind.UInt8, (x, y, z) => (byte)((x + y + z) % 4))
        .Add("age", ElementKind.UInt8, (x, y, z) => (byte)(x + (3 * y) + (7 * z)));

    private bool Begin(Patient patient, long step, SnapshotBacklog backlog)
        => Stored.Begin(patient, new Clock(step, 0.5), FakeRun.Provenance, 1, 2, backlog);
}
