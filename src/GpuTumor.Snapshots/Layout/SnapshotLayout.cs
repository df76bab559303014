using System.Globalization;

namespace GpuTumor.Snapshots;

/// <summary>Names and version of the format: openPMD 1.1 with a VTKHDF view (docs/files.md).</summary>
internal static class SnapshotLayout
{
    /// <summary>Says that a file is one of ours.</summary>
    public const string Schema = "gputumor-snapshot";

    /// <summary>A reader understands every version of its own major number.</summary>
    public const int MajorVersion = 1;

    /// <summary>Raised when something is added that older readers may ignore.</summary>
    public const int MinorVersion = 1;

    /// <summary>The group of what the snapshot came from.</summary>
    public const string Provenance = "/provenance";

    /// <summary>The group of the view for VTK and ParaView.</summary>
    public const string VtkView = "/VTKHDF";

    /// <summary>The axes, slowest first, as HDF5 counts.</summary>
    public static IReadOnlyList<string> Axes { get; } = ["z", "y", "x"];

    /// <summary>The name of a snapshot's file.</summary>
    public static string FileName(long step) => string.Create(CultureInfo.InvariantCulture, $"snap_{step:D8}.h5");

    /// <summary>The group of a step.</summary>
    public static string Iteration(long step) => string.Create(CultureInfo.InvariantCulture, $"/data/{step}");

    /// <summary>The group of a step's quantities.</summary>
    public static string Fields(long step) => $"{Iteration(step)}/fields";
}
