namespace GpuTumor.Metrics;

/// <summary>A straight line through the logarithm of a size over time.</summary>
/// <param name="RatePerDay">Slope of ln V [1/d].</param>
/// <param name="Determination">R²: the share of the variance that the line explains.</param>
/// <param name="Points">Points fitted.</param>
public readonly record struct GrowthFit(double RatePerDay, double Determination, int Points)
{
    private const int FewestPoints = 5;

    private const double LeastDetermination = 0.9;

    /// <summary>Time to double [d]; negative while shrinking.</summary>
    public double DoublingDays => Math.Log(2) / RatePerDay;

    /// <summary>Least squares through (t, ln V) for all V &gt; 0.</summary>
    public static GrowthFit Through(IReadOnlyList<(double Days, double Size)> course)
    {
        (double T, double Y)[] points = [.. course.Where(p => p.Size > 0).Select(p => (p.Days, Math.Log(p.Size)))];
        if (points.Length < 2)
            return new(double.NaN, double.NaN, points.Length);
        double meanT = points.Average(p => p.T);
        double meanY = points.Average(p => p.Y);
        double tt = points.Sum(p => (p.T - meanT) * (p.T - meanT));
        double ty = points.Sum(p => (p.T - meanT) * (p.Y - meanY));
        double yy = points.Sum(p => (p.Y - meanY) * (p.Y - meanY));
        return new(ty / tt, yy == 0 ? 1 : ty * ty / (tt * yy), points.Length);
    }

    /// <summary>The longest stretch from the start that a line fits (R² &gt; 0.9, at least 5 points); null if none does.</summary>
    public static GrowthFit? Early(IReadOnlyList<(double Days, double Size)> course)
        => Longest(course.Count, length => [.. course.Take(length)]);

    /// <summary>The longest stretch up to the end that a line fits (R² &gt; 0.9, at least 5 points); null if none does.</summary>
    public static GrowthFit? Late(IReadOnlyList<(double Days, double Size)> course)
        => Longest(course.Count, length => [.. course.TakeLast(length)]);

    private static GrowthFit? Longest(int most, Func<int, IReadOnlyList<(double, double)>> stretch)
    {
        for (int length = most; length >= FewestPoints; length--)
        {
            GrowthFit fit = Through(stretch(length));
            if (fit.Points >= FewestPoints && fit.Determination > LeastDetermination)
                return fit;
        }

        return null;
    }
}
