namespace GpuTumor.Metrics;

/// <summary>What was measured at one moment, in the order measured. NaN: not defined at this moment.</summary>
public sealed class Measurement
{
    private readonly List<Metric> _metrics = [];
    private readonly Dictionary<string, double> _values = [];

    /// <summary>An empty measurement.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="hours">Simulated time [h].</param>
    public Measurement(long step, double hours) => (Step, Hours) = (step, hours);

    /// <summary>Steps done.</summary>
    public long Step { get; }

    /// <summary>Simulated time [h].</summary>
    public double Hours { get; }

    /// <summary>What was measured.</summary>
    public IReadOnlyList<Metric> Metrics => _metrics;

    /// <summary>The value of a metric; NaN if it was not measured.</summary>
    public double this[string name] => _values.GetValueOrDefault(name, double.NaN);

    /// <summary>The value of a metric; NaN if it was not measured.</summary>
    public double this[Metric metric] => this[metric.Name];

    /// <summary>Whether it was measured.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Adds a value.</summary>
    public void Add(Metric metric, double value)
    {
        _metrics.Add(metric);
        _values.Add(metric.Name, value);
    }
}
