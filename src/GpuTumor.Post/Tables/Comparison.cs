using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>Arms side by side at the moments they have in common, each against the reference arm.</summary>
internal sealed class Comparison
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly Metric[] _metrics;

    /// <summary>Compares arms.</summary>
    public Comparison(IReadOnlyList<Ensemble> arms, Ensemble reference)
    {
        (Arms, Reference) = (arms, reference);
        Moments = [.. reference.Runs[0].Course.Measurements.Select(m => m.Hours).Where(h => arms.All(a => a.HasMoment(h)))];
        _metrics = [.. arms.SelectMany(a => a.Runs).SelectMany(r => r.Course.Metrics).DistinctBy(m => m.Name)];
    }

    public IReadOnlyList<Ensemble> Arms { get; }

    public Ensemble Reference { get; }

    /// <summary>All metrics of any run.</summary>
    public IReadOnlyList<Metric> Metrics => _metrics;

    /// <summary>The moments that all runs have in common [h].</summary>
    public IReadOnlyList<double> Moments { get; }

    /// <summary>The metrics of living cells: all, then by founder.</summary>
    public IReadOnlyList<Metric> Lineages
        => [.. _metrics.Where(m => m == Populations.Living || Populations.IsLineage(m))];

    /// <summary>One arm's metric at one moment.</summary>
    public ArmValue At(Ensemble arm, Metric metric, double hours)
        => ArmValue.Of(arm.Values(metric.Name, hours), Reference.Values(metric.Name, hours), arm == Reference);

    /// <summary>One row for each moment, arm and metric.</summary>
    public string Csv()
    {
        var text = new StringBuilder();
        text.Append("time,arm,metric,unit,runs,median,quartile_1,quartile_3,median_low,median_high,fold,fold_low,fold_high\n");
        text.Append("d,1,1,1,1,unit,unit,unit,unit,unit,1,1,1\n");
        foreach ((double hours, Ensemble arm, Metric metric, ArmValue value) in Cells())
        {
            text.Append(TableText.Line(
            [
                TableText.Number(hours / 24), arm.Arm, metric.Name, metric.Unit, $"{value.Runs}",
                .. value.Numbers.Select(TableText.Number),
            ]));
        }

        return text.ToString();
    }

    /// <summary>The same as JSON.</summary>
    public string Json()
    {
        var document = new JsonObject
        {
            ["reference"] = Reference.Arm,
            ["rule"] = Rule,
            ["rows"] = new JsonArray([.. Cells().Select(c => Row(c.Hours, c.Arm, c.Metric, c.Value))]),
        };
        return document.ToJsonString(_indented) + "\n";
    }

    /// <summary>What the columns mean.</summary>
    public string Rule =>
        $"Median, quartiles (type 7) and 95 % percentile-bootstrap interval of the median (4000 draws) over runs that differ in "
        + $"their seed; fold: median over the median of arm '{Reference.Arm}' at the same time, its interval from drawing both arms "
        + "again. Intervals need two runs an arm.";

    /// <summary>For people: lineages at the last moment, with folds.</summary>
    public string Text()
    {
        double hours = Moments[^1];
        List<string[]> rows = [["arm", "runs", .. Lineages.SelectMany(m => (string[])[m.Name, "fold"])]];
        foreach (Ensemble arm in Arms)
        {
            ArmValue[] values = [.. Lineages.Select(m => At(arm, m, hours))];
            rows.Add([arm.Arm, $"{arm.Runs.Count}", .. values.SelectMany(v => (string[])[TableText.Number(v.Median), v.FoldText])]);
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        var text = new StringBuilder($"Living cells at {TableText.Number(hours / 24)} d, folds of {Reference.Arm}:\n");
        foreach (string[] row in rows)
            text.Append(string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])))).Append('\n');
        return text.ToString();
    }

    private static JsonObject Row(double hours, Ensemble arm, Metric metric, ArmValue value)
    {
        var row = new JsonObject
        {
            ["time"] = hours / 24,
            ["arm"] = arm.Arm,
            ["metric"] = metric.Name,
            ["unit"] = metric.Unit,
            ["runs"] = value.Runs,
        };
        foreach ((string name, double number) in ArmValue.Names.Zip(value.Numbers))
            row[name] = double.IsFinite(number) ? number : null;
        return row;
    }

    private IEnumerable<(double Hours, Ensemble Arm, Metric Metric, ArmValue Value)> Cells()
        => (from hours in Moments
            from arm in Arms
            from metric in _metrics
            select (hours, arm, metric)).AsParallel().AsOrdered()
            .Select(c => (c.hours, c.arm, c.metric, At(c.arm, c.metric, c.hours))).AsEnumerable();
}
