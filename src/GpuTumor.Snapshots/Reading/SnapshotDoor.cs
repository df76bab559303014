using System.Globalization;

namespace GpuTumor.Snapshots;

/// <summary>Opens a file if it is a finished one of its kind that this version reads; says what it is if not.</summary>
internal sealed class SnapshotDoor
{
    private readonly string _schema;
    private readonly int _majorVersion;
    private readonly string _kind;
    private readonly string _pattern;
    private readonly string _remedy;

    private SnapshotDoor(string schema, int majorVersion, string kind, string pattern, string remedy)
        => (_schema, _majorVersion, _kind, _pattern, _remedy) = (schema, majorVersion, kind, pattern, remedy);

    /// <summary>For snapshots.</summary>
    public static SnapshotDoor Snapshots { get; } = new(
        SnapshotLayout.Schema, SnapshotLayout.MajorVersion, "snapshot", "snap_*.h5", "repeat the run from the snapshot before");

    /// <summary>For checkpoints.</summary>
    public static SnapshotDoor Checkpoints { get; } = new(
        CheckpointLayout.Schema, CheckpointLayout.MajorVersion, "checkpoint", CheckpointLayout.Pattern, "resume from the checkpoint before");

    /// <summary>Opens, or explains.</summary>
    /// <exception cref="SnapshotException">With cause and remedy.</exception>
    public Handle Open(string path)
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

    /// <summary>A file of which something does not decode.</summary>
    public SnapshotException Damaged(string path, Exception failure)
        => new(
            path, SnapshotProblem.Damaged,
            $"is damaged: {failure.Message}. Copy it again from where it was written, or {_remedy}.",
            failure);

    private void EnsureHdf5(string path)
    {
        if (!File.Exists(path))
            throw new SnapshotException(path, SnapshotProblem.Missing, $"there is no such file. Those of a run are named {_pattern}.");
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
            throw new SnapshotException(path, SnapshotProblem.NotHdf5, $"is not an HDF5 file. Give a {_kind}, {_pattern} of a run's directory.");
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

    private void EnsureOurs(string path, Handle file)
    {
        string? schema = file.GetText("schema");
        if (schema != _schema)
        {
            string what = file.Has("openPMD") ? "an openPMD file of another program" : "an HDF5 file of another kind";
            throw new SnapshotException(path, SnapshotProblem.Foreign, $"is {what}. Give a {_kind}, {_pattern} of a run's directory.");
        }

        string version = file.GetText("schema_version") ?? "";
        bool isNumber = int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major);
        if (!isNumber)
            throw new Hdf5Exception($"'{version}' is no version of the schema");
        if (major > _majorVersion)
        {
            throw new SnapshotException(
                path, SnapshotProblem.NewerSchema,
                $"has schema {version}; this program reads up to {_majorVersion}. Update it.");
        }

        if (!file.Has("complete"))
        {
            throw new SnapshotException(
                path, SnapshotProblem.Incomplete,
                $"was never finished: its run was killed while writing. Delete it and {_remedy}.");
        }
    }
}
