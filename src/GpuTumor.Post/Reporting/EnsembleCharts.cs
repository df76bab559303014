using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>What a comparison shows: medians and quartiles of each arm over its seeds, survival, early signs.</summary>
internal sealed class EnsembleCharts
{
    private static readonly string[] _early =
    [
        "hot_index", "secretome_integral", "persister_fraction", "resistant_fraction", "functional_resistant_fraction", "hgf_integral",
        "volume_mass", "cells_living",
    ];

    private static readonly string[] _byChange = ["hot_index", "volume_mass", "cells_living"];

    private readonly Comparison _comparison;
    private readonly FigureSheet _sheet;

    public EnsembleCharts(Comparison comparison, FigureSheet sheet) => (_comparison, _sheet) = (comparison, sheet);

    /// <summary>How well a number seen early tells which runs progress.</summary>
    /// <param name="Metric">Its name.</param>
    /// <param name="Roc">The curve.</param>
    /// <param name="Progressed">Runs that progressed.</param>
    /// <param name="Others">Runs that did not.</param>
    public sealed record EarlySign(string Metric, RocCurve Roc, int Progressed, int Others);

    /// <summary>Medians over time with quartiles as bands.</summary>
    public void DrawCourses()
    {
        foreach (Metric metric in _comparison.Lineages)
            Draw(metric, metric == Populations.Living ? "All living cells" : $"Living cells, {metric.Name[6..].Replace('_', ' ')}", ValueScale.Logarithmic);
        Draw(Shape.MassVolume, "Volume of the mass", ValueScale.Logarithmic);
        Draw(Populations.ResistantFraction, "Resistant fraction, by genotype", ValueScale.Linear);
        Draw(FunctionalResistance.Fraction, "Resistant fraction, by function", ValueScale.Linear);
        Draw(Signals.SecretomeIntegral, "Integral of the secretome", ValueScale.Linear);
        Draw(Traits.PersisterFraction, "Persisters", ValueScale.Linear);
        Draw(HostCells.HotIndex, "Hot index", ValueScale.Linear);
        Draw(BloodCourse.Shed, "Cells shed", ValueScale.Logarithmic);
        foreach (Metric metric in _comparison.Metrics.Where(m => m.Name.StartsWith("entered_", StringComparison.Ordinal) && m.Rule.Contains("founder", StringComparison.Ordinal)))
            Draw(metric, $"Cells that entered the blood, {metric.Name[8..].Replace('_', ' ')}", ValueScale.Logarithmic);
        Draw(BloodCourse.Seeds, "Seeds, all sites", ValueScale.Logarithmic);
        Draw(BloodCourse.Dormant, "Dormant cells", ValueScale.Logarithmic);
        Draw(Metastases.Labelled, "Cells of the primary that came from elsewhere", ValueScale.Linear);
        Draw(Metastases.Cells, "Living cells at distant sites", ValueScale.Logarithmic);
        Draw(Metastases.Count, "Metastases", ValueScale.Linear);
    }

    /// <summary>Time to progression.</summary>
    public void DrawSurvival()
    {
        double last = _comparison.Moments[^1] / 24;
        Series[] series =
        [
            .. _comparison.Arms.Select((arm, i) =>
            {
                SurvivalCurve curve = SurvivalCurve.Of(arm.TimesToProgression());
                return new Series($"{arm.Arm} ({arm.Runs.Count})", i % 8, [.. curve.Steps.Select(s => (s.Days, s.Share)), (last, curve.Steps[^1].Share)])
                {
                    Form = LineForm.Steps,
                    Band = arm.Runs.Count < 2 ? [] : Stepped(curve, last),
                };
            }),
        ];
        _sheet.AddLines(
            "Without progression",
            ChartAxes.OverTime("") with { AcrossEnds = (0, last), Highest = 1 },
            "Kaplan-Meier: share of runs without progression by volume (the first of two consecutive PD); runs without are censored at "
            + "their last snapshot. Bands: pointwise 95 % intervals (Greenwood, log-log scale).",
            series);
    }

    /// <summary>ROC curves of what could be seen early.</summary>
    /// <param name="hours">When it is looked at; the last moment that is not later.</param>
    public IReadOnlyList<EarlySign> DrawEarlySigns(double hours)
    {
        double moment = _comparison.Moments.LastOrDefault(h => h <= hours + 1e-6, double.NaN);
        MeasuredRun[] runs = [.. _comparison.Arms.Where(a => _comparison.Arms.Count == 1 || a != _comparison.Reference).SelectMany(a => a.Runs)];
        var signs = new List<EarlySign>();
        foreach (string name in _early.Where(name => _comparison.Metrics.Any(m => m.Name == name)))
        {
            (bool Progressed, double Value)[] seen =
            [
                .. runs.Select(r => (!double.IsNaN(r.Summary[RunSummary.TimeToProgression]), EarlyValue(r, name, moment))).Where(s => !double.IsNaN(s.Item2)),
            ];
            double[] with = [.. seen.Where(s => s.Progressed).Select(s => s.Value)];
            double[] without = [.. seen.Where(s => !s.Progressed).Select(s => s.Value)];
            if (RocCurve.Of(with, without) is { } roc)
                signs.Add(new(_byChange.Contains(name) ? $"change of {name}" : name, roc, with.Length, without.Length));
        }

        _sheet.AddLines(
            "Early signs of progression",
            new ChartAxes("false alarms", "", "") { AcrossEnds = (0, 1), Highest = 1 },
            "ROC curves over all runs but those of the reference arm: a run is called when the number at the early moment is above a threshold.",
            [
                .. signs.OrderByDescending(s => Math.Abs(s.Roc.Area - 0.5)).Take(8)
                    .Select((s, i) => new Series($"{s.Metric.Replace('_', ' ')} {s.Roc.Area:F2}", i, s.Roc.Points)),
            ]);
        return signs;
    }

    private static double EarlyValue(MeasuredRun run, string metric, double hours)
    {
        Measurement? then = run.Course.Measurements.FirstOrDefault(m => Math.Abs(m.Hours - hours) < 1e-6 * (1 + hours));
        if (then is null)
            return double.NaN;
        return _byChange.Contains(metric) ? then[metric] - run.Course.Measurements[0][metric] : then[metric];
    }

    private static List<(double, double, double)> Stepped(SurvivalCurve curve, double last)
    {
        var band = new List<(double, double, double)>();
        for (int i = 0; i < curve.Steps.Count; i++)
        {
            SurvivalStep step = curve.Steps[i];
            band.Add((step.Days, step.Low, step.High));
            band.Add((i + 1 < curve.Steps.Count ? curve.Steps[i + 1].Days : last, step.Low, step.High));
        }

        return band;
    }

    private void Draw(Metric metric, string title, ValueScale upTo)
    {
        Series[] series =
        [
            .. _comparison.Arms.Select((arm, i) =>
            {
                (double Days, ArmValue Value)[] course =
                    [.. _comparison.Moments.Select(h => (h / 24, _comparison.At(arm, metric, h))).Where(c => !double.IsNaN(c.Item2.Median))];
                return new Series(arm.Arm, i % 8, [.. course.Select(c => (c.Days, c.Value.Median))])
                {
                    Band = arm.Runs.Count < 2 ? [] : [.. course.Select(c => (c.Days, c.Value.Quartiles.First, c.Value.Quartiles.Third))],
                    Treated = Treatment.Of(arm.Runs[0]),
                };
            }),
        ];
        _sheet.AddLines(title, SlicePicture.UnitText(metric.Unit), metric.Rule + " Medians over seeds; bands: quartiles.", series, upTo);
    }
}
