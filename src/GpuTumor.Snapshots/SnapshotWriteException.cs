namespace GpuTumor.Snapshots;

/// <summary>A snapshot could not be written. What was complete before stays readable.</summary>
public sealed class SnapshotWriteException : IOException
{
    /// <summary>Says which file, why, and what to do.</summary>
    /// <param name="path">The file that was to be.</param>
    /// <param name="reason">The system's words.</param>
    /// <param name="inner">What failed.</param>
    public SnapshotWriteException(string path, string reason, Exception inner)
        : base($"{path}: could not be written: {reason}. {Remedy(reason)} Files written before it are complete.", inner)
        => Path = path;

    /// <summary>The file that was to be.</summary>
    public string Path { get; }

    private static string Remedy(string reason) => reason switch
    {
        _ when reason.Contains("space", StringComparison.OrdinalIgnoreCase) || reason.Contains("quota", StringComparison.OrdinalIgnoreCase)
            => "Free space there or write elsewhere with --out; rarer snapshots, fewer quantities or mantissa_bits make less.",
        _ when reason.Contains("denied", StringComparison.OrdinalIgnoreCase) || reason.Contains("permi", StringComparison.OrdinalIgnoreCase)
            || reason.Contains("read-only", StringComparison.OrdinalIgnoreCase)
            => "Make the directory writable or write elsewhere with --out.",
        _ when reason.Contains("lock", StringComparison.OrdinalIgnoreCase)
            => "Set HDF5_USE_FILE_LOCKING=FALSE if the file system (Lustre, NFS) has no locks.",
        _ => "Check the disk, or write elsewhere with --out.",
    };
}
