using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios;

/// <summary>A number with its unit, as written.</summary>
/// <param name="Number">The number in front of the unit.</param>
/// <param name="Unit">The unit, in the spelling of <see cref="Scenarios.Dimension.Units"/>.</param>
/// <param name="Dimension">What it measures.</param>
internal readonly partial record struct Quantity(double Number, string Unit, Dimension Dimension)
{
    /// <summary>Larger magnitudes are slips of the pen, and would overflow single precision.</summary>
    public const double Largest = 1e30;

    /// <summary>The number in another unit of the same dimension; exact in the unit that it was written in.</summary>
    public double In(string unit) => Unit == unit ? Number : Number * (Dimension.Units[Unit] / Dimension.Units[unit]);

    /// <summary>Splits <c>20 um</c> into its number and its unit, in the one spelling; false if there is no number in front.</summary>
    public static bool TrySplit(string text, out string number, out string unit)
    {
        Match match = NumberAndUnit().Match(text);
        number = match.Groups["number"].Value;
        unit = Spell(match.Groups["unit"].Value);
        return match.Success;
    }

    /// <summary>A finite number in the invariant culture.</summary>
    public static bool TryNumber(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= Largest;

    /// <summary>A unit in the one spelling: u for µ, ^2 for ², /s for 1/s, no blanks.</summary>
    private static string Spell(string unit)
    {
        string spelled = unit.Replace(" ", "", StringComparison.Ordinal)
            .Replace('µ', 'u').Replace('μ', 'u')
            .Replace("²", "^2", StringComparison.Ordinal);
        return spelled.StartsWith("1/", StringComparison.Ordinal) ? spelled[1..] : spelled;
    }

    [GeneratedRegex(@"^\s*(?<number>[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)(?<unit>|\s*[^\s0-9.,].*?|\s+1\s*/.*?)\s*$")]
    private static partial Regex NumberAndUnit();
}
