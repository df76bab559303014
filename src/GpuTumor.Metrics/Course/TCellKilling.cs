namespace GpuTumor.Metrics;

/// <summary>How many tumour cells a T cell kills, from what the run noted.</summary>
public static class TCellKilling
{
    /// <summary>Kills.</summary>
    public static Metric Kills { get; } = new(
        "t_cell_kills", "1", "Tumour cells killed by T cells since the start, as the run noted it (metrics.jsonl) at the last line up to this moment.");

    /// <summary>Kills by T cell and day.</summary>
    public static Metric PerCellDay { get; } = new(
        "kills_per_t_cell_day", "1/d",
        "Increase of t_cell_kills over the time since the snapshot before, over the mean number of T cells alive in the lattice at the lines of "
        + "metrics.jsonl in between; empty without T cells.");

    /// <summary>Adds both.</summary>
    /// <param name="journal">What the run noted.</param>
    /// <param name="hoursBefore">The moment of the snapshot before [h]; NaN for none.</param>
    /// <param name="into">The measurement.</param>
    public static void Measure(RunJournal journal, double hoursBefore, Measurement into)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(into);
        (double Days, double Kills)[] kills = [.. journal.CourseOf("host_kills").Where(p => p.Days <= Latest(into.Hours))];
        if (kills.Length == 0)
            return;
        into.Add(Kills, kills[^1].Kills);
        double before = kills.LastOrDefault(p => p.Days <= Latest(hoursBefore), (0, double.NaN)).Item2;
        double[] cells = [.. journal.CourseOf("host_t_cells").Where(p => p.Days <= Latest(into.Hours) && p.Days * 24 >= hoursBefore * (1 - 1e-9)).Select(p => p.Value)];
        double cellDays = cells.Length == 0 ? 0 : cells.Average() * (into.Hours - hoursBefore) / 24;
        into.Add(PerCellDay, cellDays > 0 ? (kills[^1].Kills - before) / cellDays : double.NaN);
    }

    private static double Latest(double hours) => hours / 24 * (1 + 1e-9);
}
