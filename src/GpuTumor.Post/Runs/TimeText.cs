using System.Buffers;
using System.Globalization;

namespace GpuTumor.Post;

/// <summary>A time on the command line: <c>"8 d"</c>, <c>"36 h"</c>, <c>"90 min"</c>, or <c>last</c>.</summary>
internal static class TimeText
{
    private static readonly SearchValues<char> _numberLetters = SearchValues.Create("0123456789.+-eE");

    /// <summary>In hours; null for the last.</summary>
    /// <exception cref="FaultException">It is not a time.</exception>
    public static double? Hours(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Equals("last", StringComparison.OrdinalIgnoreCase))
            return null;
        int unitAt = trimmed.AsSpan().IndexOfAnyExcept(_numberLetters);
        double? hoursPerUnit = unitAt < 0 ? null : trimmed[unitAt..].Trim() switch
        {
            "min" => 1.0 / 60,
            "h" => 1,
            "d" => 24,
            "wk" or "week" or "weeks" => 168,
            _ => null,
        };
        if (hoursPerUnit is { } factor
            && double.TryParse(trimmed[..unitAt], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            return value * factor;
        throw new FaultException(ExitCode.Usage, $"'{text}' is not a time; write \"8 d\", \"36 h\", \"90 min\" or last.");
    }
}
