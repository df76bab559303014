using System.Globalization;

namespace GpuTumor.Post;

/// <summary>Round numbers along a scale.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 × 10ⁿ from low to high, about <paramref name="count"/> of them.</summary>
    public static IReadOnlyList<double> Between(double low, double high, int count)
    {
        if (!(high > low))
            return [low];
        double step = StepFor((high - low) / count);
        var ticks = new List<double>();
        for (double k = Math.Ceiling((low / step) - 1e-9); k * step <= high + (1e-9 * step); k++)
            ticks.Add(k * step);
        return ticks;
    }

    /// <summary>The largest of 1, 2, 5 × 10ⁿ that is not above a length.</summary>
    public static double RoundLength(double length)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        double lead = length / power;
        return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
    }

    /// <summary>A number as short as the distance of its neighbours allows.</summary>
    public static string Text(double value, double step)
    {
        if (value == 0)
            return "0";
        if (Math.Abs(value) >= 1e6 || Math.Abs(step) < 1e-4)
            return value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(Math.Abs(step)) - 1e-9), 0, 6);
        if (Math.Abs(value) >= 1e4 && decimals == 0)
            return value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202f", StringComparison.Ordinal);
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static double StepFor(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double lead = rough / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }
}
