using System.Text.Json;

namespace GpuTumor.Metrics;

/// <summary>What a run noted while it went, more often than it wrote snapshots: drugs in plasma, toxicity, cells in the blood.</summary>
public sealed class RunJournal
{
    private const string Plasma = "plasma";

    private const string Toxicity = "toxicity";

    private static readonly string[] _kept = [Plasma, Toxicity, "circulation", "host", "living"];

    private readonly List<(long Step, double Hours, Dictionary<string, double> Values)> _lines = [];
    private readonly List<string> _sites = [];
    private readonly List<string> _founders = [];

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
    public IReadOnlyList<(double Days, double Value)> PlasmaOf(string drug) => CourseOf($"{Plasma}_{drug}");

    /// <summary>The drugs.</summary>
    public IReadOnlyList<string> Drugs
        => [.. _lines.SelectMany(l => l.Values.Keys).Distinct().Where(k => k.StartsWith(Plasma + "_", StringComparison.Ordinal)).Select(k => k[(Plasma.Length + 1)..])];

    /// <summary>The sites of the circulation, the primary first; empty without one.</summary>
    public IReadOnlyList<string> Sites => _sites;

    /// <summary>The founders of which the circulation's books are kept; empty without one.</summary>
    public IReadOnlyList<string> Founders => _founders;

    /// <summary>A number over time [d], by its keys from the outside to the inside, joined by underscores.</summary>
    public IReadOnlyList<(double Days, double Value)> CourseOf(string name)
        => [.. _lines.Where(l => l.Values.ContainsKey(name)).Select(l => (l.Hours / 24, l.Values[name]))];

    /// <summary>Adds drugs in plasma and toxicity as noted at a snapshot's step, and what had added up by then.</summary>
    public void AddTo(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        Dictionary<string, double> noted = _lines.LastOrDefault(l => l.Step == measurement.Step).Values ?? [];
        foreach ((string name, double value) in noted.Where(n => n.Key.StartsWith(Plasma, StringComparison.Ordinal) || n.Key == Toxicity))
            measurement.Add(MetricOf(name), value);
        foreach (string drug in Drugs)
            measurement.Add(DoseOf(drug), AreaUpTo(PlasmaOf(drug), measurement.Hours / 24));
        (double Days, double Value)[] toxicity = [.. CourseOf(Toxicity).Where(t => t.Days <= measurement.Hours / 24)];
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

    private void Take(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !IsNumber(root, "step", out JsonElement step) || !IsNumber(root, "hours", out JsonElement hours))
                return;
            var values = new Dictionary<string, double>();
            foreach (string part in _kept)
            {
                if (root.TryGetProperty(part, out JsonElement element))
                    Flatten(part, element, values);
            }

            _lines.Add(((long)step.GetDouble(), hours.GetDouble(), values));
            TakeNames(root);
        }
        catch (JsonException)
        {
            // The line that was being written when the run was stopped.
        }
    }

    private static bool IsNumber(JsonElement root, string name, out JsonElement element)
        => root.TryGetProperty(name, out element) && element.ValueKind == JsonValueKind.Number;

    private void TakeNames(JsonElement root)
    {
        if (!root.TryGetProperty("circulation", out JsonElement circulation) || circulation.ValueKind != JsonValueKind.Object)
            return;
        _sites.AddRange(NamesIn(circulation, "sites").Except(_sites));
        _founders.AddRange(NamesIn(circulation, "entered_by_founder").Except(_founders));
    }

    private static IEnumerable<string> NamesIn(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement element) && element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Select(property => property.Name)
            : [];

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
