namespace GpuTumor.Metrics;

/// <summary>The share of runs without event over time, where some were watched for a shorter time than others.</summary>
/// <remarks>
/// Kaplan and Meier: S(t) = ∏ (1 − dᵢ/nᵢ) over the times tᵢ ≤ t of events, dᵢ events among nᵢ runs still watched. Pointwise
/// intervals by Greenwood's variance on the scale ln(−ln S), which keeps them between 0 and 1. Two groups by the log-rank test.
/// </remarks>
public sealed class SurvivalCurve
{
    private const double TwoSided95 = 1.959963984540054;

    private SurvivalCurve(IReadOnlyList<SurvivalStep> steps, IReadOnlyList<Survival> runs) => (Steps, Runs) = (steps, runs);

    /// <summary>The runs, in the order of their times.</summary>
    public IReadOnlyList<Survival> Runs { get; }

    /// <summary>From S = 1 at time 0, one step a time of an event.</summary>
    public IReadOnlyList<SurvivalStep> Steps { get; }

    /// <summary>The first time at which half of the runs or fewer are without event [d]; NaN if it is not reached.</summary>
    public double MedianDays => Steps.Where(s => s.Share <= 0.5).Select(s => s.Days).DefaultIfEmpty(double.NaN).First();

    /// <summary>Estimates the curve.</summary>
    public static SurvivalCurve Of(IEnumerable<Survival> runs)
    {
        // An event at the time of a censoring comes before it.
        Survival[] inOrder = [.. runs.OrderBy(r => r.Days).ThenBy(r => r.HasEvent ? 0 : 1)];
        List<SurvivalStep> steps = [new(0, 1, 1, 1)];
        double share = 1;
        double greenwood = 0;
        foreach (IGrouping<double, Survival> atOnce in inOrder.Where(r => r.HasEvent).GroupBy(r => r.Days))
        {
            int watched = inOrder.Count(r => r.Days >= atOnce.Key);
            int events = atOnce.Count();
            share *= 1 - ((double)events / watched);
            greenwood += (double)events / (watched * (double)(watched - events));
            (double low, double high) = Interval(share, greenwood);
            steps.Add(new(atOnce.Key, share, low, high));
        }

        return new(steps, inOrder);
    }

    /// <summary>The log-rank test of two groups: the probability of a difference as large by chance; NaN without events.</summary>
    public static double LogRank(IReadOnlyList<Survival> a, IReadOnlyList<Survival> b)
    {
        Survival[] all = [.. a, .. b];
        double excess = 0;
        double variance = 0;
        foreach (double days in all.Where(r => r.HasEvent).Select(r => r.Days).Distinct())
        {
            double watched = all.Count(r => r.Days >= days);
            double watchedA = a.Count(r => r.Days >= days);
            double events = all.Count(r => r.HasEvent && r.Days == days);
            excess += a.Count(r => r.HasEvent && r.Days == days) - (events * watchedA / watched);
            if (watched > 1)
                variance += events * (watchedA / watched) * (1 - (watchedA / watched)) * ((watched - events) / (watched - 1));
        }

        return variance > 0 ? ErrorFunction.Complement(Math.Abs(excess) / Math.Sqrt(2 * variance)) : double.NaN;
    }

    private static (double Low, double High) Interval(double share, double greenwood)
    {
        if (share <= 0)
            return (0, 0);
        double logarithm = Math.Log(share);
        double width = TwoSided95 * Math.Sqrt(greenwood) / Math.Abs(logarithm);
        return (Math.Pow(share, Math.Exp(width)), Math.Pow(share, Math.Exp(-width)));
    }
}
