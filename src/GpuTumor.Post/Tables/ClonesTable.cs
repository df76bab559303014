using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>How many cells each clone has at each snapshot, and where it came from.</summary>
internal static class ClonesTable
{
    private const long FewestCells = 10;

    private const double LeastShare = 1e-4;

    /// <summary>The columns, after the arm's name.</summary>
    public static IReadOnlyList<Metric> Columns { get; } =
    [
        new("time", "d", "Simulated time since the start of the run."),
        new("clone", "1", "Its number, as in the snapshots' quantity clone. Clones of at least 10 resident living cells or 1e-4 of all have a row."),
        new("parent", "1", "The clone that it split from; 0 for none."),
        new("born_step", "1", "The step at which it split; 0 for founders."),
        new("founder", "1", "Founder of its lineage."),
        new("genotype", "1", "Mutations of its first cell."),
        new("cells", "1", "Resident living cells."),
        new("share", "1", "Of all resident living cells."),
    ];

    /// <summary>One row a clone and snapshot; null if no run has clones.</summary>
    public static string? Of(IReadOnlyList<MeasuredRun> runs)
    {
        if (runs.All(run => run.Course.Measurements.All(m => m.Clones is null)))
            return null;
        var text = new StringBuilder();
        text.Append(TableText.Line(Columns.Select(c => c.Name).Prepend("arm")));
        text.Append(TableText.Line(Columns.Select(c => c.Unit).Prepend("1")));
        foreach (MeasuredRun run in runs)
        {
            foreach (IReadOnlyList<string> row in run.Course.Measurements.SelectMany(Rows))
                text.Append(TableText.Line(row.Prepend(run.Run.Name)));
        }

        return text.ToString();
    }

    /// <summary>The same of one run.</summary>
    public static JsonArray ObjectsOf(MeasuredRun run)
        => [.. run.Course.Measurements.SelectMany(Rows).Select(row => new JsonObject(row.Select((text, i) => KeyValuePair.Create(Columns[i].Name, Node(text, i)))))];

    private static JsonNode? Node(string text, int column)
        => Columns[column].Name is "founder" or "genotype" ? text : double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<IReadOnlyList<string>> Rows(Measurement moment)
    {
        if (moment.Clones is not { } clones)
            yield break;
        double all = clones.Values.Sum();
        Dictionary<uint, CloneOrigin> origins = moment.CloneOrigins.DistinctBy(origin => origin.Id).ToDictionary(origin => origin.Id);
        foreach ((uint clone, long cells) in clones.Where(one => one.Value >= FewestCells || one.Value >= LeastShare * all).OrderByDescending(one => one.Value).ThenBy(one => one.Key))
        {
            CloneOrigin origin = origins.GetValueOrDefault(clone) ?? new CloneOrigin(clone, 0, 0, -1, -1);
            yield return
            [
                TableText.Number(moment.Hours / 24), $"{clone}", $"{origin.Parent}", $"{origin.BirthStep}", origin.FounderName,
                origin.Genotype < 0 ? "" : Populations.GenotypeName((byte)origin.Genotype), $"{cells}", TableText.Number(cells / all),
            ];
        }
    }
}
