namespace GpuTumor.Cli;

/// <summary>The arms of an experiment side by side.</summary>
internal static class ArmTable
{
    /// <summary>Name of the file that keeps the table.</summary>
    public const string FileName = "arms.txt";

    /// <summary>The table, with each founder's fold over the first arm if there are several.</summary>
    public static string Describe(IReadOnlyList<RunReport> reports)
    {
        RunReport first = reports[0];
        string[] founders = [.. first.Cells.Keys];
        bool several = reports.Count > 1;
        TextTable table = new(["arm", "days", .. founders.SelectMany(founder => several ? [founder, $"vs {first.Arm}"] : new[] { founder }), "wall time"]);
        foreach (RunReport report in reports)
        {
            table.Add(
            [
                report.Arm,
                Wording.Number(report.SimulatedHours / 24, "0.##"),
                .. founders.SelectMany(founder => Cells(report.Cells[founder], several ? first.Cells[founder] : null)),
                Wording.Duration(TimeSpan.FromSeconds(report.WallSeconds)),
            ]);
        }

        return table.ToString();
    }

    private static string[] Cells(long cells, long? reference)
        => reference is { } compared ? [Wording.Count(cells), Fold(cells, compared)] : [Wording.Count(cells)];

    private static string Fold(long cells, long reference)
        => reference == 0 ? "–" : "×" + Wording.Number((double)cells / reference, "0.00");
}
