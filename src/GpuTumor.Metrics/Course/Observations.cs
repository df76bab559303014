namespace GpuTumor.Metrics;

/// <summary>The measurements of one run in the order of time, and what follows from them together.</summary>
public sealed class Observations
{
    /// <summary>Takes up a run.</summary>
    /// <param name="measurements">In the order of time, at least one.</param>
    public Observations(IReadOnlyList<Measurement> measurements)
    {
        ArgumentOutOfRangeException.ThrowIfZero(measurements.Count);
        Measurements = measurements;
        Metrics = [.. measurements.SelectMany(m => m.Metrics).DistinctBy(m => m.Name).Order(TableOrder(measurements))];
    }

    /// <summary>The measurements.</summary>
    public IReadOnlyList<Measurement> Measurements { get; }

    /// <summary>All metrics measured at any time: columns of a table.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>A metric over time, without the moments at which it is not defined.</summary>
    public IReadOnlyList<(double Days, double Size)> CourseOf(string metric)
        => [.. Measurements.Where(m => !double.IsNaN(m[metric])).Select(m => (m.Hours / 24, m[metric]))];

    /// <summary>Whether a metric was measured at any time.</summary>
    public bool Has(string metric) => Metrics.Any(m => m.Name == metric);

    // Columns that appear late (a new genotype) go after the one that precedes them where they first appear.
    private static Comparer<Metric> TableOrder(IReadOnlyList<Measurement> measurements)
    {
        var order = new List<string>();
        foreach (Measurement measurement in measurements)
        {
            int after = -1;
            foreach (Metric metric in measurement.Metrics)
            {
                int at = order.IndexOf(metric.Name);
                if (at < 0)
                    order.Insert(at = after + 1, metric.Name);
                after = at;
            }
        }

        var rank = order.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
        return Comparer<Metric>.Create((a, b) => rank[a.Name].CompareTo(rank[b.Name]));
    }
}
