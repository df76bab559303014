namespace GpuTumor.Metrics;

/// <summary>Percentile bootstrap: how far a median would scatter if the runs were drawn again.</summary>
public static class Bootstrap
{
    private const int Draws = 4000;

    /// <summary>The 95 % interval of the median of samples; the same samples give the same interval. NaN below two samples.</summary>
    public static (double Low, double High) MedianInterval(IReadOnlyList<double> samples)
        => Interval(random => DrawnMedian(samples, random), samples.Count);

    /// <summary>The 95 % interval of the ratio of the medians of two groups of independent samples.</summary>
    public static (double Low, double High) RatioInterval(IReadOnlyList<double> samples, IReadOnlyList<double> reference)
        => Interval(
            random => DrawnMedian(samples, random) / DrawnMedian(reference, random),
            Math.Min(samples.Count, reference.Count));

    private static double DrawnMedian(IReadOnlyList<double> samples, Random random)
    {
        var drawn = new double[samples.Count];
        for (int i = 0; i < drawn.Length; i++)
            drawn[i] = samples[random.Next(drawn.Length)];
        Array.Sort(drawn);
        return Quantiles.OfSorted(drawn, 0.5);
    }

    private static (double Low, double High) Interval(Func<Random, double> statistic, int smallestGroup)
    {
        if (smallestGroup < 2)
            return (double.NaN, double.NaN);

        // A fixed seed: a table must not change from one reading of the same runs to the next.
        var random = new Random(20150319);
        var draws = new double[Draws];
        for (int i = 0; i < Draws; i++)
            draws[i] = statistic(random);
        Array.Sort(draws);
        return (Quantiles.OfSorted(draws, 0.025), Quantiles.OfSorted(draws, 0.975));
    }
}
