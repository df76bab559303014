namespace GpuTumor.Metrics;

/// <summary>One number for a whole run: how long a metastasis takes, and how few of the cells shed become one.</summary>
public static class SeedingSummary
{
    /// <summary>Efficiency of seeding.</summary>
    public static Metric Efficiency { get; } = new(
        "seeding_efficiency", "1", "Metastases (colonies of at least 50 cells at distant sites) at the last snapshot over cells that have entered the blood, shed or injected.");

    /// <summary>When the first metastasis was seen.</summary>
    public static Metric FirstMetastasis { get; } = new(
        "first_metastasis", "d", "Time of the first snapshot with a metastasis (a colony of at least 50 cells) at any distant site; empty if none.");

    /// <summary>How long the first metastasis of a site took.</summary>
    public static Metric LatencyAt(string site) => new(
        $"metastatic_latency_{site}", "d",
        $"Time from the first line of metrics.jsonl with a seed at {site} to the first snapshot with a metastasis (a colony of at least 50 cells) there; empty if none.");

    internal static void Summarise(Observations run, BloodCourse blood, Measurement summary)
    {
        Measurement last = run.Measurements[^1];
        if (!last.Has(Metastases.Count.Name))
            return;
        summary.Add(FirstMetastasis, FirstTime(run.CourseOf(Metastases.Count.Name)));
        if (last.Has(BloodCourse.Entered.Name))
            summary.Add(Efficiency, last[BloodCourse.Entered] > 0 ? last[Metastases.Count] / last[BloodCourse.Entered] : double.NaN);
        foreach (string site in blood.Sites.Skip(1))
        {
            double seeded = FirstTime(blood.CourseOf(BloodCourse.SeedsAt(site)));
            summary.Add(LatencyAt(site), FirstTime(run.CourseOf(Metastases.CountAt(site).Name)) - seeded);
        }
    }

    private static double FirstTime(IReadOnlyList<(double Days, double Count)> course)
        => course.FirstOrDefault(p => p.Count > 0, (double.NaN, 0)).Item1;
}
