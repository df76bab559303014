namespace GpuTumor.Metrics.Tests;

public sealed class SurvivalTests
{
    // The 6-mercaptopurine arm and the placebo arm of Freireich et al. 1963, the textbook's example; + is censored.
    private static readonly Survival[] _treated = Runs("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");

    private static readonly Survival[] _placebo = Runs("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

    [Fact]
    public void TheCurveIsThatOfTheTextbook()
    {
        SurvivalCurve curve = SurvivalCurve.Of(_treated);
        Assert.Equal([0, 6, 7, 10, 13, 16, 22, 23], curve.Steps.Select(s => s.Days));
        double[] shares = [1, 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448];
        for (int i = 0; i < shares.Length; i++)
            Assert.Equal(shares[i], curve.Steps[i].Share, 5e-4);
        Assert.Equal(23, curve.MedianDays);
        Assert.Equal(8, SurvivalCurve.Of(_placebo).MedianDays);

        // R's survfit with conf.type = "log-log": 0.620 to 0.952 at 6.
        Assert.Equal(0.620, curve.Steps[1].Low, 1e-3);
        Assert.Equal(0.952, curve.Steps[1].High, 1e-3);
    }

    [Fact]
    public void TheLogRankTestIsThatOfTheTextbook()
    {
        // Chi square 16.79 with one degree of freedom.
        Assert.Equal(4.17e-5, SurvivalCurve.LogRank(_treated, _placebo), 2e-7);
        Assert.Equal(1, SurvivalCurve.LogRank(_placebo, _placebo), 1e-6);
    }

    [Fact]
    public void WithoutAnyEventNothingIsLost()
    {
        SurvivalCurve curve = SurvivalCurve.Of(Runs("5+ 9+"));
        Assert.Single(curve.Steps);
        Assert.True(double.IsNaN(curve.MedianDays));
        Assert.True(double.IsNaN(SurvivalCurve.LogRank(Runs("5+"), Runs("9+"))));
    }

    [Fact]
    public void TheAreaUnderARocCurveIsTheShareOfPairsInOrder()
    {
        RocCurve roc = RocCurve.Of([3, 5, 8, 8], [1, 3, 4])!;

        // Pairs: 3 wins 1 and ties 1; 5, 8 and 8 win 3 each.
        Assert.Equal(10.5 / 12, roc.Area, 12);
        Assert.Equal((0, 0), roc.Points[0]);
        Assert.Equal((1, 1), roc.Points[^1]);
        double trapezoids = roc.Points.Zip(roc.Points.Skip(1), (a, b) => (b.FalseAlarms - a.FalseAlarms) * (a.Hits + b.Hits) / 2).Sum();
        Assert.Equal(roc.Area, trapezoids, 12);
        Assert.InRange(roc.Area, roc.Interval.Low, roc.Interval.High);
        Assert.Null(RocCurve.Of([1, 2], []));
    }

    private static Survival[] Runs(string days)
        => [.. days.Split(' ').Select(d => new Survival(double.Parse(d.TrimEnd('+'), null), !d.EndsWith('+')))];
}
