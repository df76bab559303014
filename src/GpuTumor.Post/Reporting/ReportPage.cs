using System.Globalization;
using System.Text;
using GpuTumor.Metrics;
using GpuTumor.Snapshots;

namespace GpuTumor.Post;

/// <summary>One page about an experiment, with all it needs inside.</summary>
internal sealed class ReportPage
{
    private readonly IReadOnlyList<MeasuredRun> _runs;
    private readonly StringBuilder _html = new();
    private int _figuresWritten;

    private ReportPage(IReadOnlyList<MeasuredRun> runs) => _runs = runs;

    /// <summary>The figures, to be written as pictures too.</summary>
    public FigureSheet Figures { get; } = new();

    /// <summary>The page.</summary>
    public string Text => _html.ToString();

    /// <summary>Writes the page.</summary>
    public static ReportPage Of(IReadOnlyList<MeasuredRun> runs)
    {
        var page = new ReportPage(runs);
        page.WriteHead();
        page.WriteArms();
        page.WriteCharts();
        new SliceGallery(runs, page._html).Write();
        new VolumeView(runs, page._html).Write();
        new MetastasisTable(runs, page._html).Write();
        page.WriteTables();
        page.WriteProvenance();
        page._html.Append(Html.Foot());
        return page;
    }

    private static string Safe(string text) => Html.Safe(text);

    private static string Number(double value) => Html.Number(value);

    private void WriteHead()
    {
        Provenance provenance = _runs[0].Provenance;
        string scenario = _runs.Count == 1 ? provenance.Scenario : provenance.Scenario.Split('/')[0];
        double days = _runs.Max(r => r.Course.Measurements[^1].Hours / 24);
        _html.Append(Html.Head(scenario))
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
            if (run.Run.Unfinished is { } ending)
                _html.Append($"<p>Not finished: {Safe(ending)}.</p>");
            _html.Append("<div class=\"cards\">");
            Card("living cells at the end", Number(last[Populations.Living]));
            Card("against the start", $"{Number(last[Populations.Living] / first[Populations.Living])}×");
            if (last.Has(Populations.ResistantFraction.Name))
                Card("resistant fraction", Percent(last[Populations.ResistantFraction]));
            string best = TableText.Of(RunSummary.BestResponseByVolume, run.Summary[RunSummary.BestResponseByVolume]);
            Card("response: best, last", $"{(best.Length > 0 ? best : "–")}, {run.Responses(run.Course.Measurements.Count - 1).First()}");
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
        var charts = new ReportCharts(_runs, Figures);
        int before = _html.Length;
        _html.Append("<h2>Growth and response <label class=\"switch\"><input type=\"checkbox\" id=\"log\"> counts and volumes on a logarithmic scale</label></h2>");
        if (_runs.Any(r => Treatment.Of(r).Count > 0))
            _html.Append("<p>Strips at the foot of a chart: a drug is present, above a tenth of the most it reaches.</p>");
        charts.DrawGrowth();
        WriteFigures();
        if (_figuresWritten == 0)
            _html.Length = before;
        Section("Clones", "Shares of the living cells over time; a clone lies within the one that it came from.", charts.DrawClones);
        Section("Form and spread", "", charts.DrawSpread);
        Section("What the cells meet", "", charts.DrawSurroundings);
        Section("Immunity", "", charts.DrawImmunity);
        Section("Drugs in plasma", "", charts.DrawPlasma);
        var spread = new CirculationCharts(_runs, Figures);
        Section("Circulating cells and seeding", "Exact counts from the run's own books.", spread.DrawBlood);
        Section("Distant sites", "A colony is a group of touching living cells; from 50 cells on it is a metastasis.", spread.DrawSites);
    }

    // A section without figures is left out.
    private void Section(string title, string says, Action draw)
    {
        int before = _html.Length;
        _html.Append($"<h2>{Safe(title)}</h2>").Append(says.Length > 0 ? $"<p>{Safe(says)}</p>" : "");
        draw();
        int written = _figuresWritten;
        WriteFigures();
        if (_figuresWritten == written)
            _html.Length = before;
    }

    private void WriteFigures() => _figuresWritten = Figures.WriteTo(_html, _figuresWritten);

    private void WriteTables()
    {
        bool isCourse = _runs.Any(run => run.Course.Measurements.Count > 1);
        _html.Append(isCourse
            ? "<h2>Response</h2><p>Against the first snapshot; point at a name for its rule.</p>"
            : "<h2>What was measured</h2><p>There is one snapshot, so nothing to draw over time; point at a name for its rule.</p>");
        WriteValues(isCourse ? run => run.Summary : run => run.Course.Measurements[^1]);
        if (_runs.Count > 1)
            WriteComparison();
    }

    private void WriteValues(Func<MeasuredRun, Measurement> of)
    {
        _html.Append("<div class=\"scroll\"><table><tr><th></th>");
        foreach (MeasuredRun run in _runs)
            _html.Append($"<th>{Safe(run.Run.Name)}</th>");
        _html.Append("</tr>");
        foreach (Metric metric in _runs.SelectMany(run => of(run).Metrics).DistinctBy(m => m.Name).Where(metric => _runs.Any(run => !double.IsNaN(of(run)[metric]))))
        {
            _html.Append($"<tr><td title=\"{Safe(metric.Rule)}\">{Safe(metric.Name.Replace('_', ' '))}")
                .Append($"<small>{Safe(SlicePicture.UnitText(metric.Unit))}</small></td>");
            foreach (MeasuredRun run in _runs)
            {
                double value = of(run)[metric];
                _html.Append($"<td>{Safe(metric.Words.Count > 0 && !double.IsNaN(value) ? metric.Words[(int)value] : Number(value))}</td>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</table></div>");
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
                _html.Append($"<th>{Safe(arm.Arm).Replace("_", "_<wbr>", StringComparison.Ordinal)}<small>{Safe(metric.Name[6..].Replace('_', ' '))}</small></th>");
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
