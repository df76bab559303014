namespace GpuTumor.Metrics;

/// <summary>What was measured at one moment, in the order measured. NaN: not defined at this moment.</summary>
public sealed class Measurement
{
    private readonly List<Metric> _metrics = [];
    private readonly Dictionary<string, double> _values = [];
    private readonly List<Distribution> _distributions = [];

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

    /// <summary>How values are spread over the cells.</summary>
    public IReadOnlyList<Distribution> Distributions => _distributions;

    /// <summary>Resident living cells by clone; null if clones were not measured.</summary>
    public IReadOnlyDictionary<uint, long>? Clones { get; init; }

    /// <summary>Where the clones came from, as far as it was stored.</summary>
    public IReadOnlyList<CloneOrigin> CloneOrigins { get; init; } = [];

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

    /// <summary>Adds a distribution.</summary>
    internal void Add(Distribution distribution) => _distributions.Add(distribution);
}
