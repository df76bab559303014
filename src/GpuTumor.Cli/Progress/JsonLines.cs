using System.Diagnostics;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>One JSON object per line, for other programs.</summary>
/// <param name="output">Where they go.</param>
internal sealed class JsonLines(TextWriter output) : IProgressDisplay
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(0.5);
    private long _shown;

    /// <inheritdoc/>
    public void During(Action work) => work();

    /// <inheritdoc/>
    public void Take(RunReport run, Demand demand)
        => Write(new { Event = "memory", run.Arm, run.Backend, run.Device, demand.Bytes, demand.FreeBytes });

    /// <inheritdoc/>
    public void Begin(RunReport run, RunDirectory directory)
    {
        _shown = 0;
        Write(new { Event = "begin", run.Arm, Directory = directory.FullPath, Steps = run.StepsPlanned, run.Backend, run.Device });
    }

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        if (progress.Step != 0 && progress.Step != progress.Steps && Stopwatch.GetElapsedTime(_shown) < _interval)
            return;
        _shown = Stopwatch.GetTimestamp();
        Write(new
        {
            Event = "progress",
            progress.Arm,
            progress.Step,
            progress.Steps,
            progress.Hours,
            progress.Cells,
            progress.StepsPerSecond,
            progress.SecondsLeft,
        });
    }

    /// <inheritdoc/>
    public void Stopping(string arm, string reason) => Write(new { Event = "stopping", Arm = arm, Reason = reason });

    /// <inheritdoc/>
    public void Warn(string text) => Write(new { Event = "warning", Text = text });

    /// <inheritdoc/>
    public void End(RunReport run) => Write(new { Event = "end", run.Arm, Run = run });

    private void Write<T>(T line)
    {
        output.WriteLine(Json.Line(line));
        output.Flush();
    }
}
