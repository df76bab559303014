using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

public sealed class FullDiskTests : IDisposable
{
    private static readonly Grid _grid = new(40, 40, 70, 20);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SmallDiskFact]
    public void AFullDiskIsReportedAndEarlierSnapshotsStayReadable()
    {
        Assert.Equal(0, Shell.Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", _directory.Path).ExitCode);
        try
        {
            FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
            using Patient patient = FakeRun.Patient(_grid, tissue);
            using SnapshotObserver observer = new(_directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions());

            long openBefore = OpenObjects.Count();
            long step = 0;
            SnapshotWriteException failure = Assert.Throws<SnapshotWriteException>(() =>
            {
                for (; step < 100; step++)
                    observer.Observe(patient, new Clock(step, 0.5));
            });

            Assert.True(step > 0, "the disk holds at least one snapshot");
            Assert.Contains("No space left on device", failure.Message, StringComparison.Ordinal);
            Assert.Contains("--out", failure.Message, StringComparison.Ordinal);
            Assert.Contains(Name(step), failure.Path, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(_directory.Path, "*.tmp"));
            Assert.Equal(openBefore, OpenObjects.Count());
            AssertReadable(tissue, step);

            // Once there is room again the run may go on.
            File.Delete(_directory.File(Name(0)));
            observer.Observe(patient, new Clock(step, 0.5));
            using Snapshot after = Snapshot.Open(_directory.File(Name(step)));
            Assert.Equal(tissue.Values("founder").ToArray(), after.ReadBytes("founder"));
        }
        finally
        {
            Shell.Run("umount", _directory.Path);
        }
    }

    [UnixFact("/dev/full")]
    public void AWriteThatTheSystemRefusesIsReported()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotObserver observer = new(_directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions());
        long openBefore = OpenObjects.Count();
        File.CreateSymbolicLink(_directory.File("snap_00000000.h5.tmp"), "/dev/full");

        SnapshotWriteException failure = Assert.Throws<SnapshotWriteException>(() => observer.Observe(patient, new Clock(0, 0.5)));

        Assert.Contains("snap_00000000.h5", failure.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_directory.Path));
        Assert.Equal(openBefore, OpenObjects.Count());
        observer.Observe(patient, new Clock(1, 0.5));
        Assert.Single(SnapshotDirectory.Find(_directory.Path));
    }

    [Hdf5Fact]
    public void ADirectoryThatCannotBeMadeIsReported()
    {
        File.WriteAllText(_directory.File("a-file"), "");
        SnapshotWriteException failure = Assert.Throws<SnapshotWriteException>(() => new SnapshotObserver(
            _directory.File("a-file/run"), Schedule.Never, FakeRun.Provenance, new SnapshotOptions()));

        Assert.Contains("a-file/run", failure.Message, StringComparison.Ordinal);
    }

    [Hdf5Fact]
    public void ADirectoryThatWentAwayIsReported()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        using Patient patient = FakeRun.Patient(_grid, tissue);
        string run = _directory.File("run");
        using SnapshotObserver observer = new(run, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions());
        observer.Observe(patient, new Clock(0, 0.5));
        Directory.Delete(run, recursive: true);

        SnapshotWriteException failure = Assert.Throws<SnapshotWriteException>(() => observer.Observe(patient, new Clock(1, 0.5)));
        Assert.Contains("No such file or directory", failure.Message, StringComparison.Ordinal);
    }

    private static string Name(long step) => $"snap_{step:D8}.h5";

    private void AssertReadable(FakeTissue tissue, long steps)
    {
        IReadOnlyList<string> files = SnapshotDirectory.Find(_directory.Path);
        Assert.Equal(steps, files.Count);
        foreach (string path in files)
        {
            using Snapshot snapshot = Snapshot.Open(path);
            Assert.Equal(tissue.Values("founder").ToArray(), snapshot.ReadBytes("founder"));
        }
    }
}
