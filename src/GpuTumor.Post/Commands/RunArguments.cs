using System.CommandLine;

namespace GpuTumor.Post;

/// <summary>Arguments that several commands share.</summary>
internal static class RunArguments
{
    public static Argument<string> Directory() => new("DIR")
    {
        Description = "Directory of a run, or one that holds a directory for each arm.",
    };

    public static Option<string> Time() => new("--time")
    {
        Description = "When: \"8 d\", \"36 h\" or last; the nearest snapshot is taken.",
        DefaultValueFactory = _ => "last",
        HelpName = "TIME",
    };

    public static Option<string?> Out(string what) => new("--out", "-o") { Description = what, HelpName = "FILE" };

    public static Option<double?> DetectableCells() => new("--detectable")
    {
        Description = "Voxels of closed mass below which a tumour is not seen (complete response) "
            + "[default: 1 % of the first snapshot's].",
        HelpName = "VOXELS",
    };
}
