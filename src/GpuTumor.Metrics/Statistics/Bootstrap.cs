namespace GpuTumor.Metrics;

/// <summary>Percentile bootstrap: how far a median would scatter if the runs were drawn again.</summary>
public static class Bootstrap
{
    private const int Draws = 4000;

    /// <summary>The 95 % interval of the median of samples; the same samples give the same interval. NaN below two samples.</summary>
    public static (double Low, double High) MedianInterval(IReadOnlyList<double> samples)
        => Interval(draw => Quantiles.Of(draw(samples), 0.5), samples.Count);

    /// <summary>The 95 % interval of the ratio of the medians of two groups of independent samples.</summary>
    public static (double Low, double High) RatioInterval(IReadOnlyList<double> samples, IReadOnlyList<double> reference)
        => Interval(
            draw => Quantiles.Of(draw(samples), 0.5) / Quantiles.Of(draw(reference), 0.5),
            Math.Min(samples.Count, reference.Count));

    private static (double Low, double High) Interval(
        Func<Func<IReadOnlyList<double>, IEnumerable<double>>, double> statistic, int smallestGroup)
    {
        if (smallestGroup < 2)
            return (double.NaN, double.NaN);

        // A fixed seed: a table must not change from one reading of the same runs to the next.
        var random = new Random(20150319);
        IEnumerable<double> Draw(IReadOnlyList<double> from)
            => Enumerable.Range(0, from.Count).Select(_ => from[random.Next(from.Count)]).ToArray();
        double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => statistic(Draw)).Order()];
        return (Quantiles.OfSorted(draws, 0.025), Quantiles.OfSorted(draws, 0.975));
    }
}
