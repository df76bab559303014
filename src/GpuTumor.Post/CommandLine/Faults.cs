using System.CommandLine;
using GpuTumor.Engine;
using GpuTumor.Metrics;
using GpuTumor.Snapshots;

namespace GpuTumor.Post;

/// <summary>Turns what is not our fault into a message and an exit code; a bug of ours is to crash.</summary>
internal static class Faults
{
    /// <summary>Gives a command its action.</summary>
    public static void Does(this Command command, Terminal terminal, Func<ParseResult, CancellationToken, ExitCode> action)
        => command.SetAction((parsed, cancelled) => Task.FromResult((int)Guarded(terminal, () => action(parsed, cancelled))));

    private static ExitCode Guarded(Terminal terminal, Func<ExitCode> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (CodeOf(exception) is { } code)
        {
            terminal.Error.WriteLine($"gputumor-post: {exception.Message}");
            return code;
        }
    }

    private static ExitCode? CodeOf(Exception exception) => exception switch
    {
        FaultException fault => fault.Code,
        SnapshotException { Problem: SnapshotProblem.Missing } => ExitCode.NoSuchFile,
        SnapshotException or MetricException => ExitCode.BadData,
        DeviceException => ExitCode.LibraryUnavailable,
        OperationCanceledException => ExitCode.Stopped,
        IOException or UnauthorizedAccessException => ExitCode.Disk,
        _ => null,
    };
}
