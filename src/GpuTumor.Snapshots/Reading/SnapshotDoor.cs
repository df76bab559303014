using System.Globalization;

namespace GpuTumor.Snapshots;

/// <summary>Opens a file if it is a finished snapshot that this version reads; says what it is if not.</summary>
internal static class SnapshotDoor
{
    /// <summary>Opens, or explains.</summary>
    /// <exception cref="SnapshotException">With cause and remedy.</exception>
    public static Handle Open(string path)
    {
        EnsureHdf5(path);
        Handle file = OpenFile(path);
        try
        {
            EnsureOurs(path, file);
            return file;
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (MeansDamage(failure))
                throw Damaged(path, failure);
            throw;
        }
    }

    /// <summary>Whether a failure comes of what the file holds: a call refused, a chunk that does not unpack, an absurd size.</summary>
    public static bool MeansDamage(Exception failure)
        => failure is Hdf5Exception or InvalidDataException or EndOfStreamException or OverflowException or IndexOutOfRangeException;

    /// <summary>A snapshot of which something does not decode.</summary>
    public static SnapshotException Damaged(string path, Exception failure)
        => new(
            path, SnapshotProblem.Damaged,
            $"is damaged: {failure.Message}. Copy it again from where it was written, or repeat the run from the snapshot before.",
            failure);

    private static void EnsureHdf5(string path)
    {
        if (!File.Exists(path))
            throw new SnapshotException(path, SnapshotProblem.Missing, "there is no such file. Snapshots are named snap_00000000.h5 and so on.");
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length == 0)
                throw new SnapshotException(path, SnapshotProblem.Truncated, "is empty. Copy it again, or repeat the run.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotException(path, SnapshotProblem.Unreadable, $"{failure.Message} Make it readable.", failure);
        }

        if (!Hdf5File.IsHdf5(path))
            throw new SnapshotException(path, SnapshotProblem.NotHdf5, "is not an HDF5 file. Give a snapshot, snap_*.h5 of a run's directory.");
    }

    private static Handle OpenFile(string path)
    {
        try
        {
            return Hdf5File.Open(path);
        }
        catch (Hdf5Exception failure) when (failure.Message.Contains("unable to lock", StringComparison.Ordinal))
        {
            throw new SnapshotException(
                path, SnapshotProblem.Unreadable,
                "cannot be locked. Set HDF5_USE_FILE_LOCKING=FALSE if its file system (Lustre, NFS) has no locks.", failure);
        }
        catch (Hdf5Exception failure)
        {
            throw new SnapshotException(
                path, SnapshotProblem.Truncated,
                $"is cut short or damaged ({failure.Reason}). Copy it again from where it was written, or repeat the run.", failure);
        }
    }

    private static void EnsureOurs(string path, Handle file)
    {
        string? schema = file.GetText("schema");
        if (schema != SnapshotLayout.Schema)
        {
            string what = file.Has("openPMD") ? "an openPMD file of another program" : "an HDF5 file of another kind";
            throw new SnapshotException(path, SnapshotProblem.Foreign, $"is {what}. Give a snapshot, snap_*.h5 of a run's directory.");
        }

        string version = file.GetText("schema_version") ?? "";
        bool isNumber = int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major);
        if (!isNumber)
            throw new Hdf5Exception($"'{version}' is no version of the schema");
        if (major > SnapshotLayout.MajorVersion)
        {
            throw new SnapshotException(
                path, SnapshotProblem.NewerSchema,
                $"has schema {version}; this program reads up to {SnapshotLayout.MajorVersion}. Update it.");
        }

        if (!file.Has("complete"))
        {
            throw new SnapshotException(
                path, SnapshotProblem.Incomplete,
                "was never finished: its run was killed while writing. Delete it and use the snapshot before.");
        }
    }
}
