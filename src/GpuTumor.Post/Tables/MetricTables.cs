using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>Measured runs as CSV and JSON, and the rules behind the numbers.</summary>
internal static class MetricTables
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>One row a snapshot; the first row names, the second units. With several runs the first column is the arm.</summary>
    public static string Course(IReadOnlyList<MeasuredRun> runs)
    {
        Metric[] metrics = [.. runs.SelectMany(r => r.Course.Metrics).DistinctBy(m => m.Name)];
        bool arms = runs.Count > 1;
        string[] names = [.. arms ? ["arm"] : Array.Empty<string>(), "step", "time", "response_volume", "response_diameter"];
        string[] units = [.. arms ? ["1"] : Array.Empty<string>(), "1", "d", "1", "1"];
        if (!metrics.Contains(Shape.MassVolume))
            (names, units) = (names[..^2], units[..^2]);
        var text = new StringBuilder();
        text.Append(TableText.Line(names.Concat(metrics.Select(m => m.Name))));
        text.Append(TableText.Line(units.Concat(metrics.Select(m => m.Unit))));
        foreach (MeasuredRun run in runs)
        {
            for (int i = 0; i < run.Course.Measurements.Count; i++)
            {
                Measurement row = run.Course.Measurements[i];
                string[] head = [.. arms ? [run.Run.Name] : Array.Empty<string>(), $"{row.Step}", TableText.Number(row.Hours / 24)];
                IEnumerable<string> responses = run.Responses(i);
                text.Append(TableText.Line(head.Concat(responses).Concat(metrics.Select(m => TableText.Of(m, row[m])))));
            }
        }

        return text.ToString();
    }

    /// <summary>One row a run.</summary>
    public static string Summary(IReadOnlyList<MeasuredRun> runs)
    {
        Metric[] metrics = [.. runs.SelectMany(r => r.Summary.Metrics).DistinctBy(m => m.Name)];
        var text = new StringBuilder();
        text.Append(TableText.Line(metrics.Select(m => m.Name).Prepend("arm")));
        text.Append(TableText.Line(metrics.Select(m => m.Unit).Prepend("1")));
        foreach (MeasuredRun run in runs)
            text.Append(TableText.Line(metrics.Select(m => TableText.Of(m, run.Summary[m])).Prepend(run.Run.Name)));
        return text.ToString();
    }

    /// <summary>One row a metastasis and snapshot; null if no run has distant sites.</summary>
    public static string? Colonies(IReadOnlyList<MeasuredRun> runs)
    {
        if (runs.All(run => run.SiteNames.Count == 0))
            return null;
        var text = new StringBuilder();
        text.Append(TableText.Line(Colony.Columns.Select(c => c.Name).Prepend("arm")));
        text.Append(TableText.Line(Colony.Columns.Select(c => c.Unit).Prepend("1")));
        foreach (MeasuredRun run in runs)
        {
            foreach ((SiteSurvey site, Colony colony) in run.Sites.SelectMany(site => site.Metastases.Select(colony => (site, colony))))
                text.Append(TableText.Line(Row(run, site, colony)));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Row(MeasuredRun run, SiteSurvey site, Colony colony) =>
    [
        run.Run.Name, TableText.Number(colony.Hours / 24), colony.Site, $"{colony.Cells}", TableText.Number(colony.Cells * site.VoxelVolume),
        TableText.Number(colony.Centre.X), TableText.Number(colony.Centre.Y), TableText.Number(colony.Centre.Z),
        colony.Founder, TableText.Number(colony.FounderShare), $"{colony.MainClone}", TableText.Number(colony.CloneShare), TableText.Number(colony.ResistantFraction),
    ];

    /// <summary>How each number is obtained.</summary>
    public static string Rules(IReadOnlyList<MeasuredRun> runs)
    {
        var text = new StringBuilder("# How each column is obtained: name [unit]: rule. An empty field: not defined at that moment.\n");
        text.Append("time [d]: Simulated time since the start of the run.\n");
        text.Append("response_volume [1]: Class at this snapshot by V_mass; see best_response_volume.\n");
        text.Append("response_diameter [1]: Class at this snapshot by the largest diameter; see best_response_diameter.\n");
        foreach (Metric metric in AllMetrics(runs))
            text.Append($"{metric.Name} [{metric.Unit}]: {metric.Rule}\n");
        if (runs.Any(run => run.SiteNames.Count > 0))
            text.Append("\n# Columns of the table of colonies.\n");
        foreach (Metric column in runs.Any(run => run.SiteNames.Count > 0) ? Colony.Columns : [])
            text.Append($"{column.Name} [{column.Unit}]: {column.Rule}\n");
        if (runs.Any(run => run.Course.Measurements.Any(m => m.Clones is not null)))
        {
            text.Append("\n# Columns of the table of clones.\n");
            foreach (Metric column in ClonesTable.Columns)
                text.Append($"{column.Name} [{column.Unit}]: {column.Rule}\n");
        }

        return text.ToString();
    }

    /// <summary>Everything: rules, provenance, rows and summaries.</summary>
    public static string Json(IReadOnlyList<MeasuredRun> runs)
    {
        var document = new JsonObject
        {
            ["metrics"] = new JsonArray([.. AllMetrics(runs).Select(m => new JsonObject
            {
                ["name"] = m.Name,
                ["unit"] = m.Unit,
                ["rule"] = m.Rule,
            })]),
            ["runs"] = new JsonArray([.. runs.Select(RunObject)]),
        };
        return document.ToJsonString(_indented) + "\n";
    }

    private static IEnumerable<Metric> AllMetrics(IReadOnlyList<MeasuredRun> runs)
        => runs.SelectMany(r => r.Course.Metrics).Concat(runs.SelectMany(r => r.Summary.Metrics)).DistinctBy(m => m.Name);

    private static JsonObject RunObject(MeasuredRun run) => new()
    {
        ["arm"] = run.Run.Name,
        ["directory"] = run.Run.Path,
        ["scenario"] = run.Provenance.Scenario,
        ["seed"] = run.Provenance.Seed,
        ["backend"] = run.Provenance.Backend,
        ["engine_version"] = run.Provenance.EngineVersion,
        ["git_commit"] = run.Provenance.GitCommit,
        ["run"] = run.Provenance.Run.ToString(),
        ["summary"] = Values(run.Summary),
        ["rows"] = new JsonArray([.. run.Course.Measurements.Select((m, i) => Row(run, m, i))]),
        ["colonies"] = new JsonArray([.. run.Sites.SelectMany(site => site.Metastases.Select(colony => Object(site, colony)))]),
        ["clones"] = ClonesTable.ObjectsOf(run),
    };

    private static JsonObject Object(SiteSurvey site, Colony colony) => new()
    {
        ["time"] = colony.Hours / 24,
        ["site"] = colony.Site,
        ["cells"] = colony.Cells,
        ["volume"] = colony.Cells * site.VoxelVolume,
        ["x"] = colony.Centre.X,
        ["y"] = colony.Centre.Y,
        ["z"] = colony.Centre.Z,
        ["founder"] = colony.Founder,
        ["founder_share"] = Finite(colony.FounderShare),
        ["clone"] = colony.MainClone,
        ["clone_share"] = Finite(colony.CloneShare),
        ["resistant_fraction"] = Finite(colony.ResistantFraction),
    };

    private static JsonValue? Finite(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static JsonObject Row(MeasuredRun run, Measurement measurement, int index)
    {
        JsonObject row = Values(measurement);
        row.Insert(0, "step", measurement.Step);
        row.Insert(1, "time", measurement.Hours / 24);
        string[] responses = [.. run.Responses(index)];
        if (responses.Length == 2)
        {
            row.Insert(2, "response_volume", responses[0]);
            row.Insert(3, "response_diameter", responses[1]);
        }

        return row;
    }

    private static JsonObject Values(Measurement measurement)
    {
        var values = new JsonObject();
        foreach (Metric metric in measurement.Metrics)
        {
            double value = measurement[metric];
            values[metric.Name] = !double.IsFinite(value) ? null
                : metric.Words.Count > 0 ? metric.Words[(int)value] : value;
        }

        return values;
    }
}
