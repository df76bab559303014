using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Writes <c>metrics.jsonl</c> while the run goes: each line is on its way to the disk before the next step.</summary>
internal sealed class MetricsLog : IObserver, IDisposable
{
    private readonly StreamWriter _file;

    /// <summary>A new log.</summary>
    public MetricsLog(string path, Schedule when)
    {
        When = when;
        _file = new StreamWriter(path, append: false) { AutoFlush = true, NewLine = "\n" };
    }

    /// <inheritdoc/>
    public Schedule When { get; }

    /// <summary>What was seen last.</summary>
    public Observation? Last { get; private set; }

    /// <inheritdoc/>
    public bool Observe(Patient patient, Clock clock)
    {
        Last = Observation.Of(patient, clock, Last?.Step ?? 0);
        _file.WriteLine(Json.Line(Last));
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
