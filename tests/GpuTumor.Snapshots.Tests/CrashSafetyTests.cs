using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

public sealed class CrashSafetyTests : IDisposable
{
    private static readonly Grid _grid = new(40, 40, 70, 20);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Hdf5Fact]
    public void AWriterThatFailsMidwayLeavesNothingUnderTheFinalName()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        long openBefore = OpenObjects.Count();
        foreach ((int quantity, int plane) in new[] { (0, 0), (0, 32), (2, 64), (5, 64) })
        {
            tissue.OnRead = (q, first) =>
            {
                if ((q, first) == (quantity, plane))
                    throw new InvalidOperationException("the device is gone");
            };
            using SnapshotObserver observer = Observer();
            using Patient patient = FakeRun.Patient(_grid, tissue);

            Assert.Throws<InvalidOperationException>(() => observer.Observe(patient, new Clock(7, 0.5)));
            Assert.Empty(Directory.EnumerateFiles(_directory.Path));
            Assert.Equal(openBefore, OpenObjects.Count());
        }
    }

    [Hdf5Fact]
    public void AFileHalfWrittenOverAnOlderOneLeavesTheOlderOne()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        using SnapshotObserver observer = Observer();
        using Patient patient = FakeRun.Patient(_grid, tissue);
        observer.Observe(patient, new Clock(7, 0.5));
        tissue.OnRead = (_, _) => throw new InvalidOperationException("the device is gone");

        Assert.Throws<InvalidOperationException>(() => observer.Observe(patient, new Clock(7, 0.5)));
        using Snapshot older = Snapshot.Open(observer.LastFile!);
        Assert.Equal(tissue.Values("founder").ToArray(), older.ReadBytes("founder"));
    }

    [Hdf5Fact]
    public void WhatIsBeingWrittenIsNotYetASnapshot()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        List<string> seen = [];
        tissue.OnRead = (_, _) => seen.AddRange(SnapshotDirectory.Find(_directory.Path));
        using SnapshotObserver observer = Observer();
        using Patient patient = FakeRun.Patient(_grid, tissue);
        observer.Observe(patient, new Clock(7, 0.5));

        Assert.Empty(seen);
        Assert.Equal([observer.LastFile!], SnapshotDirectory.Find(_directory.Path));
    }

    [Hdf5Fact]
    public void TheLeftoversOfAKilledRunAreSweptAndNothingElse()
    {
        string[] stale = ["snap_00000003.h5.tmp", "run.xmf.tmp", "run.vtkhdf.tmp"];
        string[] kept = ["notes.tmp", "metrics.jsonl", "snap_00000003.h5.bak"];
        foreach (string name in stale.Concat(kept))
            File.WriteAllText(_directory.File(name), "half");

        Observer().Dispose();

        Assert.Equal(kept.Order(), Directory.EnumerateFiles(_directory.Path).Select(path => Path.GetFileName(path)).Order());
    }

    [Hdf5Fact]
    public void ARunThatGoesOnInADirectoryKeepsTheEarlierSnapshotsInItsSidecars()
    {
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using (SnapshotObserver first = Observer())
            first.Observe(patient, new Clock(0, 0.5));
        using (SnapshotObserver second = Observer())
            second.Observe(patient, new Clock(8, 0.5));

        string index = File.ReadAllText(_directory.File("run.xmf"));
        Assert.Contains("snap_00000000.h5:/data/0/fields/oxygen", index, StringComparison.Ordinal);
        Assert.Contains("snap_00000008.h5:/data/8/fields/oxygen", index, StringComparison.Ordinal);
    }

    private SnapshotObserver Observer()
        => new(_directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions { Threads = 2 });
}
