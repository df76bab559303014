namespace GpuTumor.Cli;

/// <summary>How the program ended, for scripts and batch systems.</summary>
public enum ExitCode
{
    /// <summary>Done as asked.</summary>
    Done = 0,

    /// <summary>The command line is wrong, or a directory already holds a run.</summary>
    Usage = 64,

    /// <summary>The scenario or the data is wrong.</summary>
    BadScenario = 65,

    /// <summary>There is no such file.</summary>
    NoSuchFile = 66,

    /// <summary>A device, its memory or a library is missing.</summary>
    DeviceUnavailable = 69,

    /// <summary>The physics left the finite numbers, or two backends disagree.</summary>
    Diverged = 70,

    /// <summary>The disk is full or refuses; what was complete stays readable.</summary>
    Disk = 74,

    /// <summary>Stopped early by a signal, with the state written.</summary>
    Stopped = 75,
}
