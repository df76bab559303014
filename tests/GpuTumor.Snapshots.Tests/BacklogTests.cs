using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

/// <summary>Snapshots written while the run goes on.</summary>
public sealed class BacklogTests : IDisposable
{
    private static readonly Grid _grid = new(40, 40, 70, 20);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Hdf5Fact]
    public void WhatIsWrittenIsTheTissueOfItsStepAndNotOfALaterOne()
    {
        byte present = 0;
        FakeTissue tissue = new(_grid);
        using Patient patient = FakeRun.Patient(_grid, tissue.Add("age", ElementKind.UInt8, (_, _, _) => (byte)0));
        using SnapshotBacklog backlog = new();
        using SnapshotObserver observer = Observer(backlog);
        for (; present < 5; present++)
        {
            tissue.Fill("age", present);
            observer.Observe(patient, new Clock(present, 0.5));
        }

        tissue.Fill("age", 99);
        backlog.Drain();
        for (byte step = 0; step < 5; step++)
        {
            using Snapshot snapshot = Snapshot.Open(_directory.File(SnapshotLayout.FileName(step)));
            Assert.All(snapshot.ReadBytes("age"), value => Assert.Equal(step, value));
        }
    }

    /// <summary>Of three quantities the device keeps two, which are copied when it has gone on.</summary>
    [Hdf5Fact]
    public void WhatTheDeviceKeepsIsCopiedWhileTheRunGoesOn()
    {
        using ManualResetEventSlim gone = new();
        FakeTissue tissue = new(_grid) { Keeps = ["kept", "kept_too"], OnReadOfStill = () => gone.Wait() };
        using Patient patient = FakeRun.Patient(_grid, tissue
            .Add("kept", ElementKind.UInt8, (x, y, z) => (byte)(x + (3 * y) + (7 * z)))
            .Add("read", ElementKind.UInt8, (x, y, z) => (byte)(x + (5 * y) + (11 * z)))
            .Add("kept_too", ElementKind.UInt32, (x, y, z) => (uint)((x * 1000) + y + z)));
        byte[][] expected = [.. tissue.Quantities.Select(quantity => tissue.Values(quantity.Name).ToArray())];
        List<int> read = [];
        tissue.OnRead = (quantity, _) => read.Add(quantity);
        using SnapshotBacklog backlog = new();
        using SnapshotObserver observer = Observer(backlog);
        observer.Observe(patient, new Clock(0, 0.5));
        Assert.Equal([1], read.Distinct());
        foreach (Quantity quantity in tissue.Quantities)
            tissue.Fill(quantity.Name, 99);
        gone.Set();
        backlog.Drain();

        Assert.Equal(0, tissue.Stills);
        using Snapshot snapshot = Snapshot.Open(_directory.File(SnapshotLayout.FileName(0)));
        Assert.Equal(expected[0], snapshot.ReadBytes("kept"));
        Assert.Equal(expected[1], snapshot.ReadBytes("read"));
        Assert.Equal(expected[2], MemoryMarshal.AsBytes<uint>(snapshot.ReadWords("kept_too")).ToArray());
    }

    /// <summary>A stream of a part of the box: only the planes in which it lies are kept.</summary>
    [Hdf5Fact]
    public void APartOfTheBoxIsCopiedWhileTheRunGoesOnToo()
    {
        using ManualResetEventSlim gone = new();
        FakeTissue tissue = new(_grid) { Keeps = ["kept"], OnReadOfStill = () => gone.Wait() };
        using Patient patient = FakeRun.Patient(_grid, tissue.Add("kept", ElementKind.UInt8, (x, y, z) => (byte)(x + (3 * y) + (7 * z))));
        using SnapshotBacklog backlog = new();
        SnapshotCut cut = new(3, 5, 11, 6, 8, 7, 1);
        using SnapshotObserver observer = new(
            _directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions { Cut = cut }, backlog);
        tissue.OnRead = (_, _) => Assert.Fail("it waited for a copy");
        observer.Observe(patient, new Clock(0, 0.5));
        tissue.Fill("kept", 99);
        gone.Set();
        backlog.Drain();

        Assert.Equal(0, tissue.Stills);
        using Snapshot snapshot = Snapshot.Open(_directory.File(SnapshotLayout.FileName(0)));
        byte[] expected = [.. from z in Enumerable.Range(11, 7) from y in Enumerable.Range(5, 8) from x in Enumerable.Range(3, 6) select (byte)(x + (3 * y) + (7 * z))];
        Assert.Equal(expected, snapshot.ReadBytes("kept"));
    }

    [Hdf5Fact]
    public void ADeviceLostWhileAStillIsCopiedIsToldAtTheEnd()
    {
        FakeTissue tissue = new(_grid) { Keeps = ["kept"], OnReadOfStill = () => throw new DeviceException("cuda 0 was lost") };
        using Patient patient = FakeRun.Patient(_grid, tissue.Add("kept", ElementKind.UInt8, (_, _, _) => (byte)1));
        using SnapshotBacklog backlog = new();
        using SnapshotObserver observer = Observer(backlog);
        observer.Observe(patient, new Clock(0, 0.5));

        Assert.Throws<DeviceException>(backlog.Drain);
        Assert.Equal(0, tissue.Stills);
        Assert.Null(observer.LastFile);
    }

    [Fact]
    public async Task AThirdSnapshotWaitsUntilTheFirstIsWritten()
    {
        using ManualResetEventSlim disk = new();
        using SnapshotBacklog backlog = new();
        int copied = 0;
        MemoryStream Copy()
        {
            Interlocked.Increment(ref copied);
            return new MemoryStream();
        }

        backlog.Write(Copy, _ => disk.Wait());
        backlog.Write(Copy, _ => disk.Wait());
        Task third = Task.Run(() => backlog.Write(Copy, _ => disk.Wait()));
        Assert.NotSame(third, await Task.WhenAny(third, Task.Delay(TimeSpan.FromSeconds(0.2))));
        Assert.Equal(2, Volatile.Read(ref copied));
        disk.Set();
        await third.WaitAsync(TimeSpan.FromSeconds(30));
        backlog.Drain();
        Assert.Equal(3, copied);
    }

    [Hdf5Fact]
    public void AFailureIsToldAtTheNextSnapshotAndAtTheEnd()
    {
        string run = _directory.File("run");
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotBacklog backlog = new();
        using SnapshotObserver observer = new(run, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions(), backlog);
        Directory.Delete(run, recursive: true);
        observer.Observe(patient, new Clock(0, 0.5));
        Assert.Throws<SnapshotWriteException>(backlog.Drain);
        Assert.Throws<SnapshotWriteException>(() => observer.Observe(patient, new Clock(1, 0.5)));
    }

    [Hdf5Fact]
    public void AProgramStartedWhileAFileIsWrittenDoesNotHoldOnToIt()
    {
        if (OperatingSystem.IsWindows())
            return;
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        System.Diagnostics.Process? child = null;
        tissue.OnRead = (quantity, plane) =>
        {
            if ((quantity, plane) == (2, 32))
                child = System.Diagnostics.Process.Start("sleep", "30");
        };
        using Patient patient = FakeRun.Patient(_grid, tissue);
        using SnapshotObserver observer = Observer(backlog: null);
        observer.Observe(patient, new Clock(0, 0.5));
        try
        {
            string[] open = [.. Directory.EnumerateFiles($"/proc/{child!.Id}/fd").Select(file => File.ResolveLinkTarget(file, false)?.FullName ?? "")];
            Assert.DoesNotContain(open, name => name.StartsWith(_directory.Path, StringComparison.Ordinal));
            Snapshot.Open(observer.LastFile!).Dispose();
        }
        finally
        {
            child!.Kill();
            child.Dispose();
        }
    }

    private SnapshotObserver Observer(SnapshotBacklog? backlog)
        => new(_directory.Path, Schedule.EverySteps(1), FakeRun.Provenance, new SnapshotOptions { Threads = 2 }, backlog);
}
