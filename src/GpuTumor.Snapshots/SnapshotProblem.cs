namespace GpuTumor.Snapshots;

/// <summary>Why a file cannot be read as a snapshot.</summary>
public enum SnapshotProblem
{
    /// <summary>There is no such file or directory.</summary>
    Missing,

    /// <summary>It cannot be opened: no permission, or no locks on that file system.</summary>
    Unreadable,

    /// <summary>It is not an HDF5 file.</summary>
    NotHdf5,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>It was never finished.</summary>
    Incomplete,

    /// <summary>It is HDF5, but not a snapshot.</summary>
    Foreign,

    /// <summary>It was written by a newer version of the program.</summary>
    NewerSchema,

    /// <summary>It is a snapshot, but parts of it do not decode.</summary>
    Damaged,

    /// <summary>The snapshot does not hold what was asked for.</summary>
    NoSuchQuantity,
}
