using System.Text;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>One page that sets the arms of an experiment side by side: folds with intervals, courses, survival, early signs.</summary>
internal sealed class ComparePage
{
    private readonly Comparison _comparison;
    private readonly StringBuilder _html = new();
    private int _figuresWritten;

    private ComparePage(Comparison comparison) => _comparison = comparison;

    /// <summary>The figures, to be written as pictures too.</summary>
    public FigureSheet Figures { get; } = new();

    /// <summary>The page.</summary>
    public string Text => _html.ToString();

    /// <summary>Writes the page.</summary>
    /// <param name="comparison">The arms.</param>
    /// <param name="earlyHours">When early signs are looked at.</param>
    public static ComparePage Of(Comparison comparison, double earlyHours)
    {
        var page = new ComparePage(comparison);
        page.WriteHead();
        page.WriteFolds();
        page.WriteCourses();
        page.WriteSurvival();
        page.WriteEarlySigns(earlyHours);
        page.WriteRuns();
        page._html.Append(Html.Foot());
        return page;
    }

    private static string Safe(string text) => Html.Safe(text);

    private static string Interval(double low, double high) => double.IsNaN(low) ? "" : $" <small>{Html.Number(low)}–{Html.Number(high)}</small>";

    private void WriteHead()
    {
        string scenario = _comparison.Reference.Runs[0].Provenance.Scenario.Split('/')[0];
        int runs = _comparison.Arms.Sum(a => a.Runs.Count);
        _html.Append(Html.Head($"{scenario}: arms compared"))
            .Append($"<h1>{Safe(scenario)}: arms compared</h1><div class=\"soft\">{_comparison.Arms.Count} arms · {runs} runs · ")
            .Append($"reference {Safe(_comparison.Reference.Arm)} · {Html.Number(_comparison.Moments[^1] / 24)} d</div>");
    }

    private void WriteFolds()
    {
        double hours = _comparison.Moments[^1];
        Metric[] rows =
        [
            .. _comparison.Lineages, .. ((Metric[])
            [
                Shape.MassVolume, Populations.ResistantFraction, FunctionalResistance.Fraction, BloodCourse.Shed, BloodCourse.Seeds, BloodCourse.SelfSeeding,
                Metastases.Cells, Metastases.Count, Metastases.Labelled,
            ])
                .Where(m => _comparison.Metrics.Any(own => own.Name == m.Name)),
        ];
        _html.Append($"<h2>At {Html.Number(hours / 24)} d</h2><p>{Safe(_comparison.Rule)}</p><div class=\"scroll\"><table><tr><th></th>");
        foreach (Ensemble arm in _comparison.Arms)
            _html.Append($"<th>{Safe(arm.Arm)}<small>{arm.Runs.Count} {(arm.Runs.Count == 1 ? "run" : "runs")}</small></th>").Append(arm == _comparison.Reference ? "" : "<th>fold</th>");
        _html.Append("</tr>");
        foreach (Metric metric in rows)
        {
            _html.Append($"<tr><td title=\"{Safe(metric.Rule)}\">{Safe(metric.Name.Replace('_', ' '))}<small>{Safe(SlicePicture.UnitText(metric.Unit))}</small></td>");
            foreach (Ensemble arm in _comparison.Arms)
            {
                ArmValue value = _comparison.At(arm, metric, hours);
                _html.Append($"<td>{Html.Number(value.Median)}{Interval(value.Interval.Low, value.Interval.High)}</td>");
                if (arm != _comparison.Reference)
                    _html.Append($"<td><b>{Html.Number(value.Fold)}×</b>{Interval(value.FoldInterval.Low, value.FoldInterval.High)}</td>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</table></div>");
    }

    private void WriteCourses()
    {
        _html.Append("<h2>Over time <label class=\"switch\"><input type=\"checkbox\" id=\"log\"> counts and volumes on a logarithmic scale</label></h2>")
            .Append("<p>Medians over seeds; bands: first to third quartile. Strips: a drug is present at the cells.</p>");
        new EnsembleCharts(_comparison, Figures).DrawCourses();
        WriteFigures();
    }

    private void WriteSurvival()
    {
        _html.Append("<h2>Time to progression</h2>");
        new EnsembleCharts(_comparison, Figures).DrawSurvival();
        WriteFigures();
        Survival[] reference = [.. _comparison.Reference.TimesToProgression()];
        _html.Append("<div class=\"scroll\"><table><tr><th>arm</th><th>runs</th><th>progressed</th><th>median (d)</th><th>log-rank p</th></tr>");
        foreach (Ensemble arm in _comparison.Arms)
        {
            SurvivalCurve curve = SurvivalCurve.Of(arm.TimesToProgression());
            string p = arm == _comparison.Reference ? "" : Html.Number(SurvivalCurve.LogRank([.. curve.Runs], reference));
            _html.Append($"<tr><td>{Safe(arm.Arm)}</td><td>{curve.Runs.Count}</td><td>{curve.Runs.Count(r => r.HasEvent)}</td>")
                .Append($"<td>{(double.IsNaN(curve.MedianDays) ? "not reached" : Html.Number(curve.MedianDays))}</td><td>{p}</td></tr>");
        }

        _html.Append("</table></div>");
    }

    private void WriteEarlySigns(double hours)
    {
        IReadOnlyList<EnsembleCharts.EarlySign> signs = new EnsembleCharts(_comparison, Figures).DrawEarlySigns(hours);
        _html.Append($"<h2>Early signs of progression</h2><p>What could be seen by {Html.Number(hours / 24)} d, in all arms but the reference, "
            + "against whether the run progressed. Area: the probability that a run that progresses shows the larger number; 0.5 tells nothing.</p>");
        if (signs.Count == 0)
        {
            _html.Append("<p>Not to be judged: it takes runs that progress and runs that do not.</p>");
            return;
        }

        WriteFigures();
        _html.Append("<div class=\"scroll\"><table><tr><th>sign</th><th>area</th><th>95 % interval</th><th>progressed</th><th>not</th></tr>");
        foreach (EnsembleCharts.EarlySign sign in signs)
        {
            string interval = double.IsNaN(sign.Roc.Interval.Low) ? "–" : $"{sign.Roc.Interval.Low:F2}–{sign.Roc.Interval.High:F2}";
            _html.Append($"<tr><td>{Safe(sign.Metric.Replace('_', ' '))}</td><td>{sign.Roc.Area:F2}</td><td>{interval}</td>")
                .Append($"<td>{sign.Progressed}</td><td>{sign.Others}</td></tr>");
        }

        _html.Append("</table></div>");
    }

    private void WriteRuns()
    {
        _html.Append("<h2>Runs</h2><div class=\"scroll\"><table><tr><th>arm</th><th>seed</th><th>directory</th><th>backend</th><th>engine</th><th>response: best, last</th></tr>");
        foreach (Ensemble arm in _comparison.Arms)
        {
            foreach (MeasuredRun run in arm.Runs)
            {
                _html.Append($"<tr><td>{Safe(arm.Arm)}</td><td>{run.Provenance.Seed}</td><td>{Safe(run.Run.Path)}</td><td>{Safe(run.Provenance.Backend)}</td>")
                    .Append($"<td>{Safe(run.Provenance.EngineVersion)}</td><td>{Safe(TableText.Of(RunSummary.BestResponseByVolume, run.Summary[RunSummary.BestResponseByVolume]))}, ")
                    .Append($"{Safe(run.Responses(run.Course.Measurements.Count - 1).First())}</td></tr>");
            }
        }

        _html.Append("</table></div>");
    }

    private void WriteFigures() => _figuresWritten = Figures.WriteTo(_html, _figuresWritten);
}
