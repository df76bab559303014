using System.Text.Json;

namespace GpuTumor.Metrics;

/// <summary>What a run noted while it went, more often than it wrote snapshots: drugs in plasma, toxicity, circulating cells.</summary>
public sealed class RunJournal
{
    private const string Plasma = "plasma";

    private const string Circulation = "circulation";

    private const string Toxicity = "toxicity";

    private readonly List<(long Step, double Hours, Dictionary<string, double> Values)> _lines = [];

    private RunJournal()
    {
    }

    /// <summary>Reads <c>metrics.jsonl</c> of a run's directory; empty if there is none. A last line cut short is left out.</summary>
    public static RunJournal Read(string directory)
    {
        var journal = new RunJournal();
        string path = Path.Combine(directory, "metrics.jsonl");
        if (!File.Exists(path))
            return journal;
        foreach (string line in File.ReadLines(path))
            journal.Take(line);
        return journal;
    }

    /// <summary>A drug's level in plasma over time [d].</summary>
    public IReadOnlyList<(double Days, double Value)> PlasmaOf(string drug) => Course($"{Plasma}_{drug}");

    /// <summary>The drugs.</summary>
    public IReadOnlyList<string> Drugs
        => [.. _lines.SelectMany(l => l.Values.Keys).Distinct().Where(k => k.StartsWith(Plasma + "_", StringComparison.Ordinal)).Select(k => k[(Plasma.Length + 1)..])];

    /// <summary>Adds what was noted at a snapshot's step, and what had added up by then.</summary>
    public void AddTo(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        Dictionary<string, double>? noted = _lines.LastOrDefault(l => l.Step == measurement.Step).Values;
        foreach ((string name, double value) in noted ?? [])
            measurement.Add(MetricOf(name), value);
        foreach (string drug in Drugs)
            measurement.Add(DoseOf(drug), AreaUpTo(PlasmaOf(drug), measurement.Hours / 24));
        (double Days, double Value)[] toxicity = [.. Course(Toxicity).Where(t => t.Days <= measurement.Hours / 24)];
        if (toxicity.Length > 0)
            measurement.Add(ToxicityPeak, toxicity.Max(t => t.Value));
    }

    /// <summary>The largest toxicity so far.</summary>
    public static Metric ToxicityPeak { get; } = new(
        "toxicity_peak", "1", "Largest toxicity index that the run had noted so far (metrics.jsonl).");

    /// <summary>The dose of a drug so far.</summary>
    public static Metric DoseOf(string drug) => new(
        $"dose_{drug}", "d",
        $"Integral over time since the start of the level of {drug} in plasma, in its own unit (1 = steady state at the maximum "
        + "tolerated dose where it has none), by trapezoids between the lines of metrics.jsonl.");

    private static Metric MetricOf(string name) => new(
        name, "1",
        name.StartsWith(Plasma, StringComparison.Ordinal)
            ? $"Level of {name[(Plasma.Length + 1)..]} in plasma as the run noted it (metrics.jsonl), in the drug's own unit; 1 = steady state where it has none."
            : $"As the run noted it (metrics.jsonl: {name}).");

    private static double AreaUpTo(IReadOnlyList<(double Days, double Value)> course, double days)
    {
        double area = 0;
        for (int i = 1; i < course.Count && course[i].Days <= days * (1 + 1e-9); i++)
            area += (course[i].Days - course[i - 1].Days) * (course[i].Value + course[i - 1].Value) / 2;
        return area;
    }

    private (double Days, double Value)[] Course(string name)
        => [.. _lines.Where(l => l.Values.ContainsKey(name)).Select(l => (l.Hours / 24, l.Values[name]))];

    private void Take(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("step", out JsonElement step) || !root.TryGetProperty("hours", out JsonElement hours))
                return;
            var values = new Dictionary<string, double>();
            foreach (string part in (string[])[Plasma, Circulation, Toxicity])
            {
                if (root.TryGetProperty(part, out JsonElement element))
                    Flatten(part, element, values);
            }

            _lines.Add((step.GetInt64(), hours.GetDouble(), values));
        }
        catch (JsonException)
        {
            // The line that was being written when the run was stopped.
        }
    }

    private static void Flatten(string name, JsonElement element, Dictionary<string, double> values)
    {
        if (element.ValueKind == JsonValueKind.Number)
            values[name] = element.GetDouble();
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty property in element.EnumerateObject())
            Flatten($"{name}_{property.Name}", property.Value, values);
    }
}
