namespace GpuTumor.Metrics;

/// <summary>How well a number seen early tells which runs will have an outcome later.</summary>
/// <remarks>
/// Every threshold gives a rate of true and of false alarms; the area under that curve is the probability that a run with the
/// outcome has the larger number than one without (ties count half), 0.5 for a number that tells nothing. Interval: percentile
/// bootstrap over runs with and without the outcome, drawn apart.
/// </remarks>
public sealed class RocCurve
{
    private const int Draws = 2000;

    private RocCurve(IReadOnlyList<(double FalseAlarms, double Hits)> points, double area, (double Low, double High) interval)
        => (Points, Area, Interval) = (points, area, interval);

    /// <summary>From (0, 0) to (1, 1): shares of false and of true alarms, by falling threshold.</summary>
    public IReadOnlyList<(double FalseAlarms, double Hits)> Points { get; }

    /// <summary>Area under the curve.</summary>
    public double Area { get; }

    /// <summary>Its 95 % bootstrap interval; NaN with fewer than two runs of either kind.</summary>
    public (double Low, double High) Interval { get; }

    /// <summary>Estimates the curve; null unless there are runs of both kinds.</summary>
    /// <param name="withOutcome">The number in runs that had the outcome.</param>
    /// <param name="without">The number in those that had not.</param>
    public static RocCurve? Of(IReadOnlyList<double> withOutcome, IReadOnlyList<double> without)
    {
        if (withOutcome.Count == 0 || without.Count == 0)
            return null;
        List<(double, double)> points = [(0, 0)];
        foreach (double threshold in withOutcome.Concat(without).Distinct().OrderDescending())
        {
            points.Add((
                (double)without.Count(v => v >= threshold) / without.Count,
                (double)withOutcome.Count(v => v >= threshold) / withOutcome.Count));
        }

        return new(points, AreaOf(withOutcome, without), IntervalOf(withOutcome, without));
    }

    private static double AreaOf(IReadOnlyList<double> withOutcome, IReadOnlyList<double> without)
    {
        double wins = 0;
        foreach (double positive in withOutcome)
            wins += without.Sum(negative => positive > negative ? 1 : positive == negative ? 0.5 : 0);
        return wins / ((double)withOutcome.Count * without.Count);
    }

    private static (double Low, double High) IntervalOf(IReadOnlyList<double> withOutcome, IReadOnlyList<double> without)
    {
        if (withOutcome.Count < 2 || without.Count < 2)
            return (double.NaN, double.NaN);

        // A fixed seed: a page must not change from one reading of the same runs to the next.
        var random = new Random(20150319);
        var areas = new double[Draws];
        for (int i = 0; i < Draws; i++)
            areas[i] = AreaOf(Drawn(withOutcome, random), Drawn(without, random));
        Array.Sort(areas);
        return (Quantiles.OfSorted(areas, 0.025), Quantiles.OfSorted(areas, 0.975));
    }

    private static double[] Drawn(IReadOnlyList<double> values, Random random)
        => [.. Enumerable.Range(0, values.Count).Select(_ => values[random.Next(values.Count)])];
}
