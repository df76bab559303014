using System.Text.Json;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Writes <c>metrics.jsonl</c> while the run goes: each line is on its way to the disk before the next step.</summary>
internal sealed class MetricsLog : IObserver, IDisposable
{
    private readonly FileStream _file;
    private readonly StreamWriter _lines;
    private long _lastStep;

    /// <summary>A new log, or one that goes on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="when">When a line is due.</param>
    /// <param name="lastStep">The run's last step, which is seen whether it is due or not.</param>
    /// <param name="resumedAfter">The step of the checkpoint; lines beyond it will be written again. Null for a new log.</param>
    public MetricsLog(string path, Schedule when, long lastStep, long? resumedAfter)
    {
        When = when;
        if (resumedAfter is { } step && File.Exists(path))
        {
            string[] kept = [.. Kept(path, at => at < step || (at == step && (when.IsDue(at) || at == lastStep)))];
            _lastStep = kept.Length == 0 ? 0 : StepOf(kept[^1])!.Value;
            RunDirectory.WriteWhole(path, string.Concat(kept.Select(line => line + "\n")));
        }

        _file = new FileStream(path, resumedAfter is null ? FileMode.Create : FileMode.Append, FileAccess.Write, FileShare.Read);
        _lines = new StreamWriter(_file) { AutoFlush = true, NewLine = "\n" };
    }

    /// <inheritdoc/>
    public Schedule When { get; }

    /// <inheritdoc/>
    public bool Observe(Patient patient, Clock clock)
    {
        _lines.WriteLine(Json.Line(Observation.Of(patient, clock, _lastStep)));
        _lastStep = clock.Step;
        return false;
    }

    /// <summary>Puts all lines on the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    // The lines that a run which was never interrupted has up to that step: not what came after the checkpoint, not half a line, and
    // not the last state of a run that was to end earlier.
    private static IEnumerable<string> Kept(string path, Func<long, bool> isKept)
        => File.ReadLines(path).Where(line => StepOf(line) is { } step && isKept(step));

    private static long? StepOf(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("step").GetInt64();
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
