using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using GpuTumor.Metrics;
using GpuTumor.Snapshots;

namespace GpuTumor.Post;

/// <summary>One page about an experiment, with all it needs inside.</summary>
internal sealed class ReportPage
{
    private readonly IReadOnlyList<MeasuredRun> _runs;
    private readonly StringBuilder _html = new();

    private ReportPage(IReadOnlyList<MeasuredRun> runs) => _runs = runs;

    /// <summary>Writes the page.</summary>
    public static string Write(IReadOnlyList<MeasuredRun> runs)
    {
        var page = new ReportPage(runs);
        page.WriteHead();
        page.WriteArms();
        page.WriteCharts();
        new SliceGallery(runs, page._html).Write();
        new VolumeView(runs, page._html).Write();
        page.WriteTables();
        page.WriteProvenance();
        page._html.Append("<script>").Append(Resource("report.js")).Append("</script></body></html>\n");
        return page._html.ToString();
    }

    /// <summary>Text that is safe inside HTML.</summary>
    public static string Safe(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A number for people: four digits, powers of ten spelled out when it is very large or small.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "–";
        double size = Math.Abs(value);
        if (size is >= 1e7 or (< 1e-3 and > 0))
            return value.ToString("0.00e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        return size >= 1000
            ? value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202f", StringComparison.Ordinal)
            : value.ToString("G4", CultureInfo.InvariantCulture);
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void WriteHead()
    {
        Provenance provenance = _runs[0].Provenance;
        string scenario = _runs.Count == 1 ? provenance.Scenario : provenance.Scenario.Split('/')[0];
        double days = _runs.Max(r => r.Course.Measurements[^1].Hours / 24);
        _html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{Safe(scenario)} · GpuTumor</title><style>{Resource("report.css")}</style></head><body>")
            .Append($"<h1>{Safe(scenario)}</h1><div class=\"soft\">")
            .Append($"{Number(days)} d simulated · {Safe(_runs[0].Grid.ToString())} · ")
            .Append(_runs.Count == 1 ? "" : $"{_runs.Count} arms · ")
            .Append($"seed {provenance.Seed} · {Safe(provenance.Backend)} · GpuTumor {Safe(provenance.EngineVersion)}</div>");
    }

    private void WriteArms()
    {
        foreach (MeasuredRun run in _runs)
        {
            Measurement first = run.Course.Measurements[0];
            Measurement last = run.Course.Measurements[^1];
            if (_runs.Count > 1)
                _html.Append($"<h3>{Safe(run.Run.Name)}</h3>");
            _html.Append("<div class=\"cards\">");
            Card("living cells at the end", Number(last[Populations.Living]));
            Card("against the start", $"{Number(last[Populations.Living] / first[Populations.Living])}×");
            if (last.Has(Populations.ResistantFraction.Name))
                Card("resistant fraction", Percent(last[Populations.ResistantFraction]));
            string best = TableText.Of(RunSummary.BestResponseByVolume, run.Summary[RunSummary.BestResponseByVolume]);
            Card("response: best, at the end", $"{best}, {run.Responses(run.Course.Measurements.Count - 1).First()}");
            double doubling = run.Summary[RunSummary.LateDoubling];
            Card(doubling < 0 ? "halving time, late" : "doubling time, late", double.IsNaN(doubling) ? "–" : $"{Number(Math.Abs(doubling))} d");
            Card("satellites", Number(last[Spread.Satellites]));
            _html.Append("</div>");
        }
    }

    private void Card(string what, string value) => _html.Append($"<div class=\"card\"><span>{Safe(what)}</span><b>{Safe(value)}</b></div>");

    private static string Percent(double share)
        => double.IsNaN(share) ? "–" : (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private void WriteCharts()
    {
        _html.Append("<h2>Over time <label class=\"switch\"><input type=\"checkbox\" id=\"log\"> cells and volume on a logarithmic scale</label></h2>");
        bool anyDrug = _runs.Any(r => Treatment(r).Count > 0);
        if (anyDrug)
            _html.Append("<p>Strips at the foot of a chart: a drug is present at the cells, above a tenth of the most it reaches.</p>");
        _html.Append("<div class=\"grid2\">");
        if (_runs.Count == 1)
            ChartOfLineages();
        else
            ChartsByLineage();
        ChartOf(Shape.MassVolume, "Volume of the mass", Scales.Both);
        ChartOf(Populations.ResistantFraction, "Resistant fraction", Scales.Linear);
        ChartsOfSignals();
        foreach (Metric metric in FieldMeans())
            ChartOf(metric, $"{metric.Name[..^5].Replace('_', ' ')} at the cells, mean", Scales.Linear);
        ChartOf(FieldsAtCells.HypoxicFraction, "Hypoxic fraction", Scales.Linear);
        ChartOf(Spread.Satellites, "Satellites", Scales.Linear);
        ChartOf(Spread.FrontDepth, "Depth of the invasive front", Scales.Linear);
        ChartOf(Shape.Sphericity, "Sphericity", Scales.Linear);
        ChartOf(Mixing.Index, "Mixing of sensitive and resistant cells", Scales.Linear);
        _html.Append("</div>");
    }

    private enum Scales
    {
        Linear,
        Both,
    }

    private IEnumerable<Metric> FieldMeans()
        => _runs.SelectMany(r => r.Course.Metrics).DistinctBy(m => m.Name)
            .Where(m => m.Rule.StartsWith("Mean of ", StringComparison.Ordinal));

    private IEnumerable<Metric> Lineages()
        => _runs.SelectMany(r => r.Course.Metrics).DistinctBy(m => m.Name)
            .Where(m => m.Name.StartsWith("cells_", StringComparison.Ordinal) && m.Rule.Contains("lineage of founder", StringComparison.Ordinal));

    private void ChartOfLineages()
    {
        MeasuredRun run = _runs[0];
        IReadOnlyList<(double, double)> treated = Treatment(run);
        Series[] series =
        [
            .. Lineages().Prepend(Populations.Living).Select((metric, i) => new Series(
                metric.Name[6..].Replace('_', ' '), i == 0 ? 7 : i - 1, run.Course.CourseOf(metric.Name))
            {
                Treated = i == 0 ? treated : [],
            }),
        ];
        Figure("Living cells", Populations.Living, series, Scales.Both);
    }

    private void ChartsByLineage()
    {
        foreach (Metric metric in Lineages().Prepend(Populations.Living))
            ChartOf(metric, metric == Populations.Living ? "All living cells" : $"Living cells, {metric.Name[6..].Replace('_', ' ')}", Scales.Both);
    }

    private void ChartOf(Metric metric, string title, Scales scales)
    {
        Series[] series =
        [
            .. _runs.Select((run, i) => new Series(run.Run.Name, i % 8, run.Course.CourseOf(metric.Name)) { Treated = Treatment(run) })
                .Where(s => s.Points.Count > 0),
        ];
        Figure(title, metric, series, scales);
    }

    private void ChartsOfSignals()
    {
        foreach (MeasuredRun run in _runs)
        {
            Series[] series =
            [
                .. ((string[])["erk", "fra1", "secretome", "akt"])
                    .Select((signal, i) => new Series(signal, i, run.Course.CourseOf(Signals.MeanOf(signal).Name)))
                    .Where(s => s.Points.Count > 0),
            ];
            string title = _runs.Count == 1 ? "Signalling, mean activity" : $"Signalling, mean activity: {run.Run.Name}";
            Figure(title, Signals.MeanOf("all signals") with { Unit = "1" }, series, Scales.Linear);
        }
    }

    private void Figure(string title, Metric metric, IReadOnlyList<Series> series, Scales scales)
    {
        if (!LineChart.IsWorthDrawing(series, LineChart.ValueScale.Linear))
            return;
        string unit = SlicePicture.UnitText(metric.Unit);
        _html.Append($"<figure><figcaption title=\"{Safe(metric.Rule)}\">{Safe(title)}")
            .Append(unit.Length > 0 ? $" <small>({Safe(unit)})</small>" : "").Append("</figcaption><div class=\"legend\">");
        foreach (Series line in series)
        {
            _html.Append($"<span><svg viewBox=\"0 0 26 10\"><line class=\"line s{line.Style}\" x1=\"0\" x2=\"26\" y1=\"5\" y2=\"5\"/></svg>")
                .Append($"{Safe(line.Name)}</span>");
        }

        _html.Append("</div><div class=\"").Append(scales == Scales.Both ? "lin" : "").Append("\">")
            .Append(LineChart.Draw(title, unit, series, LineChart.ValueScale.Linear)).Append("</div>");
        if (scales == Scales.Both && LineChart.IsWorthDrawing(series, LineChart.ValueScale.Logarithmic))
            _html.Append("<div class=\"log\">").Append(LineChart.Draw(title, unit, series, LineChart.ValueScale.Logarithmic)).Append("</div>");
        _html.Append("</figure>");
    }

    /// <summary>When the mean of any drug over the cells is above a tenth of the most it reaches.</summary>
    private static List<(double From, double To)> Treatment(MeasuredRun run)
    {
        var stretches = new List<(double From, double To)>();
        foreach (Metric drug in run.Course.Metrics.Where(m => m.Name.EndsWith("_sanctuary", StringComparison.Ordinal)))
        {
            IReadOnlyList<(double Days, double Size)> course = run.Course.CourseOf(drug.Name.Replace("_sanctuary", "_mean", StringComparison.Ordinal));
            double limit = 0.1 * course.Max(c => c.Size);
            for (int i = 1; i < course.Count; i++)
            {
                if (limit > 0 && course[i].Size > limit)
                    stretches.Add((course[i - 1].Days, course[i].Days));
            }
        }

        return Joined([.. stretches.Order()]);
    }

    private static List<(double From, double To)> Joined((double From, double To)[] stretches)
    {
        var joined = new List<(double From, double To)>();
        foreach ((double from, double to) in stretches)
        {
            if (joined.Count > 0 && from <= joined[^1].To)
                joined[^1] = (joined[^1].From, Math.Max(to, joined[^1].To));
            else
                joined.Add((from, to));
        }

        return joined;
    }

    private void WriteTables()
    {
        _html.Append("<h2>Response</h2><p>Against the first snapshot; point at a name for its rule.</p>")
            .Append("<div class=\"scroll\"><table><tr><th></th>");
        foreach (MeasuredRun run in _runs)
            _html.Append($"<th>{Safe(run.Run.Name)}</th>");
        _html.Append("</tr>");
        foreach (Metric metric in _runs.SelectMany(r => r.Summary.Metrics).DistinctBy(m => m.Name))
        {
            _html.Append($"<tr><td title=\"{Safe(metric.Rule)}\">{Safe(metric.Name.Replace('_', ' '))}")
                .Append($"<small>{Safe(SlicePicture.UnitText(metric.Unit))}</small></td>");
            foreach (MeasuredRun run in _runs)
            {
                double value = run.Summary[metric];
                _html.Append($"<td>{Safe(metric.Words.Count > 0 && !double.IsNaN(value) ? metric.Words[(int)value] : Number(value))}</td>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</table></div>");
        if (_runs.Count > 1)
            WriteComparison();
    }

    private void WriteComparison()
    {
        IReadOnlyList<Ensemble> arms = [.. _runs.Select(r => new Ensemble(r.Run.Name, [r]))];
        var comparison = new Comparison(arms, CompareCommand.ReferenceAmong(arms, null));
        if (comparison.Moments.Count == 0)
            return;
        _html.Append($"<h2>Living cells, folds of {Safe(comparison.Reference.Arm)}</h2><div class=\"scroll\"><table><tr><th>time (d)</th>");
        foreach (Ensemble arm in arms)
        {
            foreach (Metric metric in comparison.Lineages)
                _html.Append($"<th>{Safe(arm.Arm)}<small>{Safe(metric.Name[6..].Replace('_', ' '))}</small></th>");
        }

        _html.Append("</tr>");
        foreach (double hours in comparison.Moments)
        {
            _html.Append($"<tr><td>{Number(hours / 24)}</td>");
            foreach (Ensemble arm in arms)
            {
                foreach (Metric metric in comparison.Lineages)
                {
                    ArmValue value = comparison.At(arm, metric, hours);
                    _html.Append($"<td>{Number(value.Median)}").Append(arm == comparison.Reference ? "" : $" ({Safe(value.FoldText)}×)").Append("</td>");
                }
            }

            _html.Append("</tr>");
        }

        _html.Append("</table></div>");
    }

    private void WriteProvenance()
    {
        _html.Append("<h2>Where this came from</h2><div class=\"scroll\"><table><tr><th>arm</th><th>seed</th><th>backend</th><th>engine</th>")
            .Append("<th>commit</th><th>started</th><th>host</th><th>snapshots</th><th>run</th></tr>");
        foreach (MeasuredRun run in _runs)
        {
            Provenance p = run.Provenance;
            string commit = p.GitCommit.Length > 12 ? p.GitCommit[..12] : p.GitCommit;
            _html.Append($"<tr><td>{Safe(run.Run.Name)}</td><td>{p.Seed}</td><td>{Safe(p.Backend)}</td><td>{Safe(p.EngineVersion)}</td>")
                .Append($"<td>{Safe(commit)}{(p.GitDirty == true ? " + changes" : "")}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{p.Created:yyyy-MM-dd HH:mm} UTC</td>")
                .Append($"<td>{Safe(p.Host)}</td><td>{run.Run.Snapshots.Count}</td><td>{p.Run}</td></tr>");
        }

        _html.Append("</table></div>");
        foreach (MeasuredRun run in _runs)
            _html.Append($"<details><summary>Scenario, resolved: {Safe(run.Run.Name)}</summary><pre>{Safe(run.Provenance.ScenarioText)}</pre></details>");
        _html.Append($"<details><summary>How each number is obtained</summary><pre>{Safe(MetricTables.Rules(_runs))}</pre></details>");
    }
}
