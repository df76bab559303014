namespace GpuTumor.Metrics.Tests;

public sealed class StatisticsTests
{
    [Fact]
    public void QuantilesInterpolateBetweenOrderStatistics()
    {
        Assert.Equal(2.5, Quantiles.Of([4, 1, 3, 2], 0.5));
        Assert.Equal(1.75, Quantiles.Of([4, 1, 3, 2], 0.25));
        Assert.True(double.IsNaN(Quantiles.Of([], 0.5)));
    }

    [Fact]
    public void TheHistogramKnowsPercentilesAndGiniOfManyValues()
    {
        var random = new Random(9);
        float[] values = [.. Enumerable.Range(0, 20000).Select(_ => (float)-Math.Log(1 - random.NextDouble()))];
        var histogram = new FloatHistogram();
        foreach (float v in values)
            histogram.Add(v);
        double exact = Quantiles.Of(values.Select(v => (double)v), 0.95);
        Assert.Equal(exact, histogram.Quantile(0.95), exact * 1e-3);
        Assert.Equal(values.Count(v => v < 0.3f) / 20000.0, histogram.ShareBelow(0.3f), 1e-3);

        // An exponential distribution has a Gini index of one half; 20 000 samples scatter by 0.003.
        Assert.Equal(0.5, histogram.Gini(), 0.01);
        Assert.Equal(values.Average(), histogram.Mean, 1e-4);
    }

    [Fact]
    public void TheBootstrapIntervalHoldsTheMedianAndNarrowsWithMoreRuns()
    {
        var random = new Random(2);
        double[] few = [.. Enumerable.Range(0, 6).Select(_ => 10 + random.NextDouble())];
        double[] many = [.. Enumerable.Range(0, 60).Select(_ => 10 + random.NextDouble())];
        (double low, double high) = Bootstrap.MedianInterval(few);
        (double closerLow, double closerHigh) = Bootstrap.MedianInterval(many);
        Assert.InRange(Quantiles.Of(few, 0.5), low, high);
        Assert.True(closerHigh - closerLow < high - low);
        Assert.True(double.IsNaN(Bootstrap.MedianInterval([1]).Low));
        Assert.Equal((low, high), Bootstrap.MedianInterval(few));
    }
}
