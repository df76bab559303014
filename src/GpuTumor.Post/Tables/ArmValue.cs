using System.Globalization;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>A metric over the runs of an arm at one moment, and against the reference arm. NaN where not defined.</summary>
/// <param name="Runs">Runs.</param>
/// <param name="Median">Median.</param>
/// <param name="Quartiles">First and third quartile.</param>
/// <param name="Interval">95 % bootstrap interval of the median.</param>
/// <param name="Fold">Median over the reference's.</param>
/// <param name="FoldInterval">Its 95 % bootstrap interval.</param>
internal sealed record ArmValue(
    int Runs, double Median, (double First, double Third) Quartiles, (double Low, double High) Interval, double Fold,
    (double Low, double High) FoldInterval)
{
    /// <summary>Names of <see cref="Numbers"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["median", "quartile_1", "quartile_3", "median_low", "median_high", "fold", "fold_low", "fold_high"];

    public IReadOnlyList<double> Numbers =>
        [Median, Quartiles.First, Quartiles.Third, Interval.Low, Interval.High, Fold, FoldInterval.Low, FoldInterval.High];

    /// <summary>The fold with its interval, for people.</summary>
    public string FoldText => double.IsNaN(Fold) ? "" : double.IsNaN(FoldInterval.Low)
        ? Short(Fold)
        : $"{Short(Fold)} ({Short(FoldInterval.Low)}-{Short(FoldInterval.High)})";

    /// <summary>From the values of an arm and of the reference.</summary>
    /// <param name="values">Of the arm.</param>
    /// <param name="reference">Of the reference arm.</param>
    /// <param name="isReference">Whether they are the same arm, whose fold is one without doubt.</param>
    public static ArmValue Of(IReadOnlyList<double> values, IReadOnlyList<double> reference, bool isReference)
    {
        double median = Quantiles.Of(values, 0.5);
        double against = Quantiles.Of(reference, 0.5);
        return new(
            values.Count,
            median,
            (Quantiles.Of(values, 0.25), Quantiles.Of(values, 0.75)),
            Bootstrap.MedianInterval(values),
            isReference ? 1 : against == 0 ? double.NaN : median / against,
            isReference ? (double.NaN, double.NaN) : Bootstrap.RatioInterval(values, reference));
    }

    private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
