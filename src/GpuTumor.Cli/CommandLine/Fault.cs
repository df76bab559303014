using GpuTumor.Engine;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>An error that is not ours: whose it is, and what is said about it.</summary>
/// <param name="Code">Whose.</param>
/// <param name="Lines">What is said, ending with the remedy.</param>
internal sealed record Fault(ExitCode Code, IReadOnlyList<string> Lines)
{
    /// <summary>The fault behind an exception; null for a bug of ours, which is to crash.</summary>
    public static Fault? Behind(Exception exception) => exception switch
    {
        UsageException => new(ExitCode.Usage, [exception.Message]),
        ScenarioException scenario => new(ExitCode.BadScenario, [.. scenario.Problems.Select(problem => problem.ToString())]),
        StateException or SnapshotException => new(ExitCode.BadScenario, [$"gputumor: {exception.Message}"]),
        NoSuchFileException => new(ExitCode.NoSuchFile, [exception.Message]),
        DeviceException => new(ExitCode.DeviceUnavailable, [exception.Message]),
        OutOfMemoryException => new(ExitCode.DeviceUnavailable,
            ["the memory that was free at the start has been taken since; close other programs, or make the grid smaller"]),
        DivergedException => new(ExitCode.Diverged, [exception.Message]),
        IOException or UnauthorizedAccessException => new(ExitCode.Disk, [exception.Message]),
        _ => null,
    };

    /// <summary>Says it.</summary>
    public void WriteTo(TextWriter error)
    {
        foreach (string line in Lines)
            error.WriteLine(Code == ExitCode.BadScenario ? line : $"gputumor: {line}");
    }
}
