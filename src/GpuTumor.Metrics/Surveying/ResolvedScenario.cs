using System.Globalization;

namespace GpuTumor.Metrics;

/// <summary>Numbers of the resolved scenario that a run stores: nested keys, one a line, each with its unit.</summary>
public sealed class ResolvedScenario
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Takes up the text.</summary>
    public ResolvedScenario(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var path = new List<(int Indent, string Key)>();
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal) is >= 0 and int inside ? inside : line.TrimEnd().EndsWith(':') ? line.LastIndexOf(':') : -1;
            int indent = line.Length - line.TrimStart().Length;
            if (colon < 0 || indent >= colon || line[indent] is '#' or '-')
                continue;
            path.RemoveAll(p => p.Indent >= indent);
            path.Add((indent, line[indent..colon]));
            string value = line[(colon + 1)..].Split(" #")[0].Trim();
            if (value.Length > 0 && value[0] != '#')
                _values.TryAdd(string.Join('.', path.Select(p => p.Key)), value);
        }
    }

    /// <summary>A pure number; the other one if the key is not there.</summary>
    public double Number(string key, double otherwise) => Quantity(key) is { } found ? found.Value : otherwise;

    /// <summary>A word; null if the key is not there.</summary>
    public string? Word(string key) => _values.GetValueOrDefault(key)?.Trim('"', '\'');

    /// <summary>A rate [1/h] from <c>/d</c>, <c>/h</c>, <c>/min</c> or <c>/s</c>.</summary>
    public double PerHour(string key, double otherwise) => Quantity(key) is { } found && HoursOf(found.Unit.TrimStart('1', '/')) is { } hours
        ? found.Value / hours
        : otherwise;

    /// <summary>A duration [h].</summary>
    public double Hours(string key, double otherwise) => Quantity(key) is { } found && HoursOf(found.Unit) is { } hours
        ? found.Value * hours
        : otherwise;

    private static double? HoursOf(string unit) => unit switch
    {
        "s" => 1 / 3600.0,
        "min" => 1 / 60.0,
        "h" => 1,
        "d" => 24,
        _ => null,
    };

    private (double Value, string Unit)? Quantity(string key)
    {
        if (!_values.TryGetValue(key, out string? text))
            return null;
        string[] parts = text.Trim('"', '\'').Split(' ', 2);
        return double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? (value, parts.Length > 1 ? parts[1].Trim() : "1")
            : null;
    }
}
