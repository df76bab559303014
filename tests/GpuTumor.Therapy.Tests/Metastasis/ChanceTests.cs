using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Therapy.Tests.Metastasis;

public sealed class ChanceTests
{
    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(40, 0.02)]
    [InlineData(40, 0.9)]
    [InlineData(1000, 0.02)]
    [InlineData(100_000, 0.4)]
    public void BinomialDrawsHaveTheirMeanAndVariance(long n, double p)
    {
        const int Draws = 20_000;
        double[] drawn = [.. Enumerable.Range(0, Draws).Select(i => (double)Chance.Binomial(n, p, 7, RandomProcess.Extravasation, (ulong)i, 3, 0))];
        double mean = drawn.Average();
        double variance = drawn.Average(x => (x - mean) * (x - mean));
        double expected = n * p * (1 - p);
        // Five standard errors of the mean; of the variance, which is wider for few.
        Assert.Equal(n * p, mean, 5 * Math.Sqrt(expected / Draws));
        Assert.Equal(1, variance / expected, 0.08);
        Assert.All(drawn, x => Assert.InRange(x, 0, n));
    }

    [Fact]
    public void BinomialDrawsFollowTheirDistribution()
    {
        const int Draws = 50_000;
        int[] counts = new int[6];
        for (int i = 0; i < Draws; i++)
            counts[Chance.Binomial(5, 0.25, 11, RandomProcess.Awakening, (ulong)i, 1, 2)]++;
        double[] expected = [.. Enumerable.Range(0, 6).Select(k => Draws * Choose(5, k) * Math.Pow(0.25, k) * Math.Pow(0.75, 5 - k))];
        double chiSquare = counts.Zip(expected, (seen, wanted) => (seen - wanted) * (seen - wanted) / wanted).Sum();
        // Five degrees of freedom: 20.5 is exceeded once in a thousand.
        Assert.InRange(chiSquare, 0, 20.5);
    }

    private static double Choose(int n, int k) => k == 0 ? 1 : Choose(n, k - 1) * (n - k + 1) / k;
}
