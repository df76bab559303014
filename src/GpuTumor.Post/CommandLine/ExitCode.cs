namespace GpuTumor.Post;

/// <summary>How the program ended, for scripts and batch systems.</summary>
public enum ExitCode
{
    /// <summary>Done as asked.</summary>
    Done = 0,

    /// <summary>The command line is wrong.</summary>
    Usage = 64,

    /// <summary>The data is not what it should be.</summary>
    BadData = 65,

    /// <summary>There is no such file or directory.</summary>
    NoSuchFile = 66,

    /// <summary>A library is missing.</summary>
    LibraryUnavailable = 69,

    /// <summary>The disk is full or refuses.</summary>
    Disk = 74,

    /// <summary>Stopped by a signal.</summary>
    Stopped = 75,
}
