using System.Diagnostics;
using System.Globalization;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Timestamped lines, for logs and batch systems: one every few seconds, and the first and the last step.</summary>
/// <param name="output">The log.</param>
internal sealed class LogLines(TextWriter output) : IProgressDisplay
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);
    private long _shown;

    /// <inheritdoc/>
    public void During(Action work) => work();

    /// <inheritdoc/>
    public void Take(RunReport run, Demand demand)
        => Write($"{run.Arm}: needs {Demand.Amount(demand.Bytes)} of {Demand.Amount(demand.FreeBytes)} free on {run.Backend} ({run.Device})");

    /// <inheritdoc/>
    public void Begin(RunReport run, RunDirectory directory)
    {
        _shown = 0;
        Write($"{run.Arm}: begins on {run.Backend} ({run.Device}), {run.StepsPlanned} steps, into {directory.FullPath}");
        if (run.SnapshotCopies is { } when)
            Write($"{run.Arm}: snapshots are copied {when}");
    }

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        bool due = _shown == 0 || progress.Step == progress.Steps || Stopwatch.GetElapsedTime(_shown) >= _interval;
        if (!due)
            return;
        _shown = Stopwatch.GetTimestamp();
        string pace = progress.Step == 0
            ? ""
            : $", {Wording.Number(progress.StepsPerSecond, "0.0")} steps/s, {Wording.Duration(TimeSpan.FromSeconds(progress.SecondsLeft))} left";
        Write($"{progress.Arm}: step {progress.Step}/{progress.Steps}, day {Wording.Number(progress.Hours / 24, "0.00")}, "
            + $"{Wording.Count(progress.Cells)} cells{pace}");
    }

    /// <inheritdoc/>
    public void Stopping(string arm, string reason)
        => Write($"{arm}: asked to stop by {reason}; stops after the present step, with its state saved, and at once at a second signal");

    /// <inheritdoc/>
    public void Warn(string text) => Write("warning: " + text);

    /// <inheritdoc/>
    public void End(RunReport run)
        => Write($"{run.Arm}: {run.ExitReason}{(run.ExitDetail is { } detail ? $" by {detail}" : "")} after {run.Steps} steps in {Wording.Duration(TimeSpan.FromSeconds(run.WallSeconds))}, "
            + $"state {run.StateHash ?? "unknown"}");

    private void Write(string text)
    {
        output.WriteLine($"{DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)} {text}");
        output.Flush();
    }
}
