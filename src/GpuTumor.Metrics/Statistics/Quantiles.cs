namespace GpuTumor.Metrics;

/// <summary>Quantiles of samples.</summary>
public static class Quantiles
{
    /// <summary>By linear interpolation between order statistics (Hyndman and Fan's type 7); NaN without samples.</summary>
    public static double OfSorted(IReadOnlyList<double> sorted, double share)
    {
        if (sorted.Count == 0)
            return double.NaN;
        double at = share * (sorted.Count - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Of samples in any order.</summary>
    public static double Of(IEnumerable<double> samples, double share) => OfSorted([.. samples.Order()], share);
}
