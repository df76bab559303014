using System.Globalization;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>How values are written in tables.</summary>
internal static class TableText
{
    /// <summary>A value: ten digits, words for codes, nothing where it is not defined.</summary>
    public static string Of(Metric metric, double value)
    {
        if (double.IsNaN(value))
            return "";
        if (metric.Words.Count > 0)
            return metric.Words[(int)value];
        return Number(value);
    }

    /// <summary>A number: ten digits, nothing where it is not defined.</summary>
    public static string Number(double value) => double.IsNaN(value) ? ""
        : double.IsPositiveInfinity(value) ? "inf"
        : double.IsNegativeInfinity(value) ? "-inf"
        : value.ToString("G10", CultureInfo.InvariantCulture);

    /// <summary>A field of a CSV file, quoted if it must be.</summary>
    public static string Field(string text)
        => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A line of a CSV file.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";
}
