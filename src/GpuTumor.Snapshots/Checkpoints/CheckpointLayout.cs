using System.Globalization;

namespace GpuTumor.Snapshots;

/// <summary>Names and version of checkpoint files: the whole state of a run, lossless, each part with its digest.</summary>
internal static class CheckpointLayout
{
    /// <summary>Says that a file is one of ours.</summary>
    public const string Schema = "gputumor-checkpoint";

    /// <summary>A reader understands every version of its own major number.</summary>
    public const int MajorVersion = 1;

    /// <summary>Raised when something is added that older readers may ignore.</summary>
    public const int MinorVersion = 0;

    /// <summary>The group of the state.</summary>
    public const string State = "/state";

    /// <summary>A part's digest: of its name and its bytes as they are in memory.</summary>
    public const string Digest = "sha256";

    /// <summary>Files of this kind.</summary>
    public const string Pattern = "checkpoint_*.h5";

    /// <summary>The name of a checkpoint's file.</summary>
    public static string FileName(long step) => string.Create(CultureInfo.InvariantCulture, $"checkpoint_{step:D8}.h5");
}
