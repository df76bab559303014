using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots.Tests;

public sealed class ReaderErrorTests : IDisposable
{
    private static readonly Grid _grid = new(40, 36, 70, 20);

    private readonly TemporaryDirectory _directory = new();
    private readonly long _openBefore = OpenObjects.Count();

    public void Dispose()
    {
        Assert.Equal(_openBefore, OpenObjects.Count());
        _directory.Dispose();
    }

    [Hdf5Fact]
    public void AMissingFileIsNamed()
    {
        string path = _directory.File("snap_00000001.h5");
        AssertProblem(SnapshotProblem.Missing, path, "no such file");
        SnapshotException failure = Assert.Throws<SnapshotException>(() => SnapshotDirectory.Find(_directory.File("none")));
        Assert.Equal(SnapshotProblem.Missing, failure.Problem);
    }

    [Hdf5Fact]
    public void AFileThatIsNotHdf5IsNamed()
    {
        string path = _directory.File("notes.h5");
        File.WriteAllText(path, new string('x', 4096));
        AssertProblem(SnapshotProblem.NotHdf5, path, "not an HDF5 file");
    }

    [Hdf5Fact]
    public void AnEmptyFileIsNamed()
    {
        string path = _directory.File("snap_00000001.h5");
        File.WriteAllText(path, "");
        AssertProblem(SnapshotProblem.Truncated, path, "is empty");
    }

    [Hdf5Fact]
    public void AFileCutShortIsNamedWhereverItWasCut()
    {
        string path = WriteSnapshot();
        long length = new FileInfo(path).Length;
        foreach (double part in new[] { 0.999, 0.5, 0.01 })
        {
            string cut = _directory.File($"cut_{part}.h5");
            File.Copy(path, cut);
            using (FileStream file = File.OpenWrite(cut))
                file.SetLength((long)(length * part));
            AssertProblem(SnapshotProblem.Truncated, cut, "cut short");
        }
    }

    [Hdf5Fact]
    public void AFileWithoutItsLastAttributeIsNotFinished()
    {
        string path = _directory.File("snap_00000001.h5");
        WriteRoot(path, file =>
        {
            file.SetText("schema", SnapshotLayout.Schema);
            file.SetText("schema_version", "1.0");
        });
        AssertProblem(SnapshotProblem.Incomplete, path, "never finished");
    }

    [Hdf5Fact]
    public void AFileOfANewerSchemaAsksForAnUpdate()
    {
        string path = _directory.File("snap_00000001.h5");
        WriteRoot(path, file =>
        {
            file.SetText("schema", SnapshotLayout.Schema);
            file.SetText("schema_version", "2.0");
            file.Set<byte>("complete", 1);
        });
        AssertProblem(SnapshotProblem.NewerSchema, path, "has schema 2.0");
    }

    [Hdf5Fact]
    public void AForeignFileIsNamed()
    {
        string plain = _directory.File("plain.h5");
        WriteRoot(plain, _ => { });
        AssertProblem(SnapshotProblem.Foreign, plain, "HDF5 file of another kind");
        string other = _directory.File("other.h5");
        WriteRoot(other, file => file.SetText("openPMD", "1.1.0"));
        AssertProblem(SnapshotProblem.Foreign, other, "openPMD file of another program");
    }

    [Hdf5Fact]
    public void AFinishedFileWithPartsMissingIsDamaged()
    {
        string path = _directory.File("snap_00000001.h5");
        WriteRoot(path, file =>
        {
            file.SetText("schema", SnapshotLayout.Schema);
            file.SetText("schema_version", "1.0");
            file.Set<byte>("complete", 1);
        });
        AssertProblem(SnapshotProblem.Damaged, path, "is damaged");
    }

    [Hdf5Fact]
    public void FlippedBitsGiveAnErrorAndNeverOtherValues()
    {
        byte[] whole = File.ReadAllBytes(WriteSnapshot());
        FakeTissue tissue = FakeTissue.WithEveryElement(_grid);
        string path = _directory.File("flipped.h5");
        int noticed = 0;
        for (int part = 1; part < 20; part++)
        {
            byte[] flipped = [.. whole];
            flipped[whole.Length / 20 * part] ^= 0x10;
            File.WriteAllBytes(path, flipped);
            try
            {
                using Snapshot snapshot = Snapshot.Open(path);
                foreach (Quantity quantity in snapshot.Quantities)
                {
                    byte[] values = new byte[_grid.Voxels * quantity.ElementSize];
                    snapshot.Read(quantity.Name, 0, _grid.Nz, values);
                    Assert.True(tissue.Values(quantity.Name).SequenceEqual(values), $"{quantity.Name}, flipped at {part}/20");
                }
            }
            catch (SnapshotException failure)
            {
                Assert.Equal(SnapshotProblem.Damaged, failure.Problem);
                noticed++;
            }
        }

        // Two thirds of the file are packed random numbers; the rest is also metadata with room to spare.
        Assert.InRange(noticed, 10, 19);
    }

    [Hdf5Fact]
    public void WhereverAFileIsDamagedNothingStaysOpen()
    {
        byte[] whole = File.ReadAllBytes(WriteSnapshot());
        string path = _directory.File("damaged.h5");
        var random = new Random(11);
        int refused = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            byte[] bytes = trial % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int flip = 0; flip < 1 << (trial % 9) && bytes.Length > 0; flip++)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
            refused += IsRefused(path) ? 1 : 0;
            Assert.Equal(_openBefore, OpenObjects.Count());
        }

        Assert.InRange(refused, 20, 60);
    }

    [Hdf5Fact]
    public void WhatTheLibraryRefusesToWriteIsClosed()
    {
        using Handle file = Hdf5File.Create(_directory.File("refusing.h5"));
        long openBefore = OpenObjects.Count();

        // No text has no bytes, and a number is no text.
        Assert.Throws<Hdf5Exception>(() => Attributes.TextType(0, H5T.str_t.NULLPAD, isAscii: true));
        Assert.Throws<Hdf5Exception>(() => Hdf5File.CreateList(file, "list", [1.0], H5T.C_S1, H5T.NATIVE_DOUBLE));
        Assert.Equal(openBefore, OpenObjects.Count());
    }

    [UnixFact(RefusingDisk.Device)]
    public void AProcessEndsWithoutAWordOnWhatTheLibraryWasRefused()
        => Assert.Equal((0, ""), Shell.Run("dotnet", "exec", typeof(RefusingDisk).Assembly.Location));

    [Hdf5Fact]
    public void SnapshotsAreFoundInTheOrderOfTheirSteps()
    {
        foreach (string name in new[] { "snap_00000200.h5", "snap_100000000.h5", "snap_00000030.h5", "snap_00000001.h5.tmp", "snap_x.h5", "checkpoint_00000001.h5" })
            File.WriteAllText(_directory.File(name), "");

        Assert.Equal(
            ["snap_00000030.h5", "snap_00000200.h5", "snap_100000000.h5"],
            SnapshotDirectory.Find(_directory.Path).Select(path => Path.GetFileName(path)));
    }

    // Whether a file is refused on the way through all that it holds.
    private static bool IsRefused(string path)
    {
        try
        {
            using Snapshot snapshot = Snapshot.Open(path);
            foreach (Quantity quantity in snapshot.Quantities)
                snapshot.Read(quantity.Name, 0, snapshot.Nz, new byte[snapshot.Grid.Voxels * quantity.ElementSize]);
            snapshot.ReadColumn("clones", "id");
            return false;
        }
        catch (SnapshotException)
        {
            return true;
        }
    }

    private static void AssertProblem(SnapshotProblem problem, string path, string words)
    {
        SnapshotException failure = Assert.Throws<SnapshotException>(() => Snapshot.Open(path));
        Assert.Equal(problem, failure.Problem);
        Assert.StartsWith(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    private static void WriteRoot(string path, Action<Handle> write)
    {
        using Handle file = Hdf5File.Create(path);
        write(file);
        file.Close();
    }

    private string WriteSnapshot()
    {
        string path = _directory.File("snap_00000003.h5");
        new SnapshotWriter(FakeRun.Provenance, new SnapshotOptions())
            .Write(path, FakeTissue.WithEveryElement(_grid), _grid, new Clock(3, 0.5));
        return path;
    }
}
