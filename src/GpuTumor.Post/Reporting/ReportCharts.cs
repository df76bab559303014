using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>What a report shows of its runs over time: one line a run, or of one run one line a lineage.</summary>
internal sealed class ReportCharts
{
    private const int StyleOfAll = 7;

    private const int Bins = 32;

    private static readonly string[] _signals = ["erk", "fra1", "secretome", "akt"];

    private readonly IReadOnlyList<MeasuredRun> _runs;
    private readonly FigureSheet _sheet;

    public ReportCharts(IReadOnlyList<MeasuredRun> runs, FigureSheet sheet) => (_runs, _sheet) = (runs, sheet);

    /// <summary>Growth, and what the treatment does to it.</summary>
    public void DrawGrowth()
    {
        if (_runs.Count == 1)
            DrawLineages(_runs[0]);
        else
        {
            foreach (Metric metric in Lineages().Prepend(Populations.Living))
                DrawTreated(metric, metric == Populations.Living ? "All living cells" : $"Living cells, {Words(metric.Name[6..])}", ValueScale.Logarithmic);
        }

        DrawTreated(Shape.MassVolume, "Volume of the mass", ValueScale.Logarithmic);
        DrawTreated(Populations.ResistantFraction, "Resistant fraction, by genotype", ValueScale.Linear);
        DrawTreated(FunctionalResistance.Fraction, "Resistant fraction, by function", ValueScale.Linear);
        DrawGroups("Phases of the cycle", "living_phase_");
        DrawGroups("Modes", "living_mode_");
        DrawGroups("Epithelial to mesenchymal", "living_emt_");
        DrawSignals();
    }

    /// <summary>Form and spread.</summary>
    public void DrawSpread()
    {
        Draw(Spread.Satellites, "Satellites");
        Draw(Spread.FrontDepth, "Depth of the invasive front");
        Draw(Spread.LeaderFraction, "Leaders of the front");
        Draw(Shape.Sphericity, "Sphericity");
        Draw(Mixing.Index, "Mixing of sensitive and resistant cells");
        Draw(Diversity.Hill, "Effective clones");
    }

    /// <summary>What the cells meet.</summary>
    public void DrawSurroundings()
    {
        foreach (Metric metric in All().Where(m => m.Name.EndsWith("_mean", StringComparison.Ordinal) && m.Rule.StartsWith("Mean of ", StringComparison.Ordinal)))
            Draw(metric, Capital($"{Words(metric.Name[..^5])} {(metric.Name.EndsWith("_inside_mean", StringComparison.Ordinal) ? "" : "at ")}the cells, mean"));
        Draw(FieldsAtCells.HypoxicFraction, "Hypoxic fraction");
        foreach (Metric metric in All().Where(m => m.Name.EndsWith("_sanctuary_auc", StringComparison.Ordinal)))
            Draw(metric, $"Cells in a sanctuary from {Words(metric.Name[..^14])}");
        foreach (Metric metric in All().Where(m => m.Name.EndsWith("_sanctuary_ic50", StringComparison.Ordinal)))
            Draw(metric, $"Cells below half the effect of {Words(metric.Name[..^15])}");
        DrawDistributions();
    }

    /// <summary>The host's cells.</summary>
    public void DrawImmunity()
    {
        foreach (Metric metric in All().Where(m => m.Name.EndsWith("_per_1000", StringComparison.Ordinal)))
            Draw(metric, Capital($"{Words(metric.Name[..^9])} per 1000 tumour cells"));
        Draw(HostCells.HotIndex, "Hot index");
        Draw(HostCells.Exhaustion, "Exhaustion of T cells");
        Draw(TCellKilling.PerCellDay, "Kills by T cell and day");
        Draw(HostCells.Debris, "Debris");
    }

    /// <summary>Drugs in plasma.</summary>
    public void DrawPlasma()
    {
        foreach (string drug in _runs.SelectMany(r => r.Journal.Drugs).Distinct())
        {
            _sheet.AddLines(
                Capital($"{Words(drug)} in plasma"), "", "As the run noted it (metrics.jsonl), in the drug's own unit; 1 = steady state where it has none.",
                [.. _runs.Select((run, i) => new Series(run.Run.Name, i % 8, run.Journal.PlasmaOf(drug)))]);
        }
    }

    /// <summary>Clones, one figure a run.</summary>
    public void DrawClones()
    {
        foreach (MeasuredRun run in _runs)
        {
            if (MullerChart.Of(run, _runs.Count == 1 ? "Clones" : $"Clones: {run.Run.Name}") is { } figure)
                _sheet.Add(figure);
        }
    }

    private static string Words(string name) => FieldWords.Of(name);

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private IEnumerable<Metric> All() => _runs.SelectMany(r => r.Course.Metrics).DistinctBy(m => m.Name);

    private IEnumerable<Metric> Lineages() => All().Where(Populations.IsLineage);

    private void DrawTreated(Metric metric, string title, ValueScale upTo)
        => _sheet.AddLines(title, SlicePicture.UnitText(metric.Unit), metric.Rule, [.. Lines(metric).Select((line, i) => line with { Treated = Treatment.Of(_runs[i]) })], upTo);

    private void Draw(Metric metric, string title, ValueScale upTo = ValueScale.Linear)
        => _sheet.AddLines(title, SlicePicture.UnitText(metric.Unit), metric.Rule, [.. Lines(metric)], upTo);

    private IEnumerable<Series> Lines(Metric metric)
        => _runs.Select((run, i) => new Series(run.Run.Name, i % 8, run.Course.CourseOf(metric.Name)));

    private void DrawLineages(MeasuredRun run)
        => _sheet.AddLines(
            "Living cells", "", Populations.Living.Rule,
            [.. Lineages().Prepend(Populations.Living).Select((metric, i) => new Series(
                i == 0 ? "all" : Words(metric.Name[6..]), i == 0 ? StyleOfAll : (i - 1) % StyleOfAll, run.Course.CourseOf(metric.Name))
            {
                Treated = i == 0 ? Treatment.Of(run) : [],
            })],
            ValueScale.Logarithmic);

    private void DrawSignals()
    {
        foreach (MeasuredRun run in _runs)
        {
            _sheet.AddLines(
                Title("Signalling, mean activity", run), "", "Mean activity (0-1) of each signal over resident living cells.",
                [.. _signals.Select((signal, i) => new Series(Words(signal), i, run.Course.CourseOf(Signals.MeanOf(signal).Name)))]);
        }
    }

    private void DrawGroups(string title, string prefix)
    {
        foreach (MeasuredRun run in _runs)
        {
            Metric[] members = [.. run.Course.Metrics.Where(m => m.Name.StartsWith(prefix, StringComparison.Ordinal))];
            _sheet.AddLines(
                Title(title, run), "", "Resident living cells in each.",
                [.. members.Select((m, i) => new Series(Words(m.Name[prefix.Length..]), i % 8, run.Course.CourseOf(m.Name)))],
                ValueScale.Logarithmic);
        }
    }

    private string Title(string title, MeasuredRun run) => _runs.Count == 1 ? title : $"{title}: {run.Run.Name}";

    private void DrawDistributions()
    {
        Dictionary<string, Distribution>[] atTheEnd = [.. _runs.Select(r => r.Course.Measurements[^1].Distributions.ToDictionary(d => d.Name))];
        foreach (string name in atTheEnd.SelectMany(d => d.Keys).Distinct())
        {
            Distribution[] same = [.. atTheEnd.Where(d => d.ContainsKey(name)).Select(d => d[name])];
            string unit = SlicePicture.UnitText(same[0].Unit);
            double highest = same.Max(d => d.Highest);
            string words = Words(name);
            if (highest > 0)
            {
                _sheet.AddLines(
                    Capital($"{words} at the end"),
                    new ChartAxes(unit.Length > 0 ? $"{words} ({unit})" : words, unit, "share of cells") { AcrossEnds = (0, highest) },
                    "Share of the resident living cells per bin, at the last snapshot; 32 bins from 0 to what 99.9 % of them do not pass.",
                    [.. _runs.Select((run, i) => new Series(run.Run.Name, i % 8, Outline(atTheEnd[i].GetValueOrDefault(name), highest)) { Form = LineForm.Steps })]);
            }
        }
    }

    // From bin to bin, down to zero at the end; nothing where a field was never there.
    private static IReadOnlyList<(double, double)> Outline(Distribution? distribution, double highest)
    {
        if (distribution is not { Highest: > 0 })
            return [];
        return [.. distribution.Shares(Bins, highest).Select((share, bin) => (highest * bin / Bins, share)), (highest, 0)];
    }
}
