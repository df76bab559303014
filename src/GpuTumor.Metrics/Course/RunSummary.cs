namespace GpuTumor.Metrics;

/// <summary>One number for a whole run: growth, response, control.</summary>
public static class RunSummary
{
    private const double DetectableShare = 0.01;

    private static readonly string[] _responseWords = ["CR", "PR", "SD", "PD"];

    private const string ByDetection =
        " Detectable: 1 % of V_mass at the first snapshot, unless given otherwise. PD in any case: a satellite or a colony at a distant "
        + "site above detection, when none was at the baseline. Baseline: the first snapshot.";

    /// <summary>Early doubling time.</summary>
    public static Metric EarlyDoubling { get; } = new(
        "doubling_time_early", "d",
        "ln 2 over the slope of ln V_mass, over the longest stretch from the first snapshot with R2 > 0.9 and at least 5 "
        + "points; negative while shrinking.");

    /// <summary>Late doubling time.</summary>
    public static Metric LateDoubling { get; } = new(
        "doubling_time_late", "d", "The same over the longest stretch up to the last snapshot.");

    /// <summary>Best response by volume.</summary>
    public static Metric BestResponseByVolume { get; } = new(
        "best_response_volume", "1",
        "Best of the classes after the first snapshot. CR: V_mass below detection; else PD: V >= 1.728 nadir so far; else PR: "
        + "V <= 0.343 of the baseline; else SD." + ByDetection)
    { Words = _responseWords };

    /// <summary>Best response by diameter.</summary>
    public static Metric BestResponseByDiameter { get; } = new(
        "best_response_diameter", "1",
        "Best of the classes after the first snapshot. CR: V_mass below detection; else PD: D >= 1.2 nadir so far; else PR: "
        + "D <= 0.7 of the baseline; else SD." + ByDetection)
    { Words = _responseWords };

    /// <summary>Best response by change of volume.</summary>
    public static Metric BestResponseByChange { get; } = new(
        "best_response_change", "1",
        "Best of the classes after the first snapshot by V_mass over its first value alone (xenograft trials, Gao 2015): CR to "
        + "-95 %, PR to -50 %, PD above +35 %, else SD.")
    { Words = _responseWords };

    /// <summary>Largest reduction.</summary>
    public static Metric BestChange { get; } = new(
        "best_volume_change", "1", "Least of V_mass after the first snapshot over its first value, less 1; -1: vanished.");

    /// <summary>Duration of response.</summary>
    public static Metric ResponseDuration { get; } = new(
        "response_duration", "d",
        "Time from the first PR or CR by volume to the next PD, or to the last snapshot; empty without PR or CR.");

    /// <summary>Time to progression.</summary>
    public static Metric TimeToProgression { get; } = new(
        "time_to_progression", "d", "Time from the first snapshot to the first of two consecutive PD by volume; empty if none.");

    /// <summary>Nadir.</summary>
    public static Metric NadirVolume { get; } = new("nadir_volume", "um3", "Smallest V_mass of the run.");

    /// <summary>Time of the nadir.</summary>
    public static Metric NadirTime { get; } = new("nadir_time", "d", "Time of the nadir.");

    /// <summary>Depth of response.</summary>
    public static Metric Depth { get; } = new("response_depth", "1", "1 - nadir volume over V_mass at the first snapshot.");

    /// <summary>Log-kill.</summary>
    public static Metric LogKill { get; } = new(
        "log_kill", "1", "log10 of living cells at the first snapshot over the fewest; 0 if they only grow.");

    /// <summary>Kill rate.</summary>
    public static Metric KillRate { get; } = new(
        "kill_rate", "1/d", "Minus the slope of ln (living cells) from the first snapshot to the fewest; at least 2 points.");

    /// <summary>Regrowth rate.</summary>
    public static Metric RegrowthRate { get; } = new(
        "regrowth_rate", "1/d", "Slope of ln (living cells) from the fewest to the last snapshot; at least 2 points.");

    /// <summary>Control time.</summary>
    public static Metric ControlTime { get; } = new(
        "control_time", "d", "Total time with V_mass at or below its first value, linear between snapshots.");

    /// <summary>Invasion speed.</summary>
    public static Metric InvasionSpeed { get; } = new(
        "invasion_speed", "um/d", "Slope of front_depth over time (least squares, at least 3 points).");

    /// <summary>Response at each snapshot, by volume and by diameter.</summary>
    /// <param name="run">The run.</param>
    /// <param name="detectableVolume">V_det [µm³]; null: 1 % of the first volume.</param>
    public static (ResponseCourse ByVolume, ResponseCourse ByDiameter) Responses(Observations run, double? detectableVolume)
    {
        IReadOnlyList<(double Days, double Size)> volume = run.CourseOf(Shape.MassVolume.Name);
        double detectable = detectableVolume ?? (DetectableShare * volume[0].Size);
        var unseen = volume.Where(v => v.Size < detectable).Select(v => v.Days).ToHashSet();
        IReadOnlyList<(double Days, double Size)> diameter = [.. run.CourseOf(Shape.LargestDiameter.Name)
            .Select(d => (d.Days, unseen.Contains(d.Days) ? 0 : d.Size))];
        HashSet<double> newLesions = NewLesions(run, detectable);
        return (ResponseCourse.ByVolume(volume, detectable, newLesions), ResponseCourse.ByDiameter(diameter, double.Epsilon, newLesions));
    }

    private static HashSet<double> NewLesions(Observations run, double detectable)
        => [.. ((Metric[])[Spread.LargestSatelliteVolume, Metastases.LargestVolume]).SelectMany(metric => NewLesions(run.CourseOf(metric.Name), detectable))];

    private static IEnumerable<double> NewLesions(IReadOnlyList<(double Days, double Size)> largest, double detectable)
        => largest.Count == 0 || largest[0].Size >= detectable ? [] : largest.Where(s => s.Size >= detectable).Select(s => s.Days);

    /// <summary>All of them, as far as the run holds what they need.</summary>
    /// <param name="run">The run.</param>
    /// <param name="detectableVolume">V_det [µm³]; null: 1 % of the first volume.</param>
    /// <param name="blood">What the run noted of cells in the blood.</param>
    public static Measurement Of(Observations run, double? detectableVolume = null, BloodCourse? blood = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        Measurement last = run.Measurements[^1];
        var summary = new Measurement(last.Step, last.Hours);
        if (run.Has(Shape.MassVolume.Name))
            SummariseVolume(run, detectableVolume, summary);
        if (run.Has(Populations.Living.Name))
            SummariseCells(run.CourseOf(Populations.Living.Name), summary);
        if (run.Has(Spread.FrontDepth.Name))
            summary.Add(InvasionSpeed, Slope(run.CourseOf(Spread.FrontDepth.Name)));
        if (blood is not null)
            SeedingSummary.Summarise(run, blood, summary);
        return summary;
    }

    private static void SummariseVolume(Observations run, double? detectableVolume, Measurement summary)
    {
        IReadOnlyList<(double Days, double Size)> volume = run.CourseOf(Shape.MassVolume.Name);
        summary.Add(EarlyDoubling, GrowthFit.Early(volume)?.DoublingDays ?? double.NaN);
        summary.Add(LateDoubling, GrowthFit.Late(volume)?.DoublingDays ?? double.NaN);
        (ResponseCourse byVolume, ResponseCourse byDiameter) = Responses(run, detectableVolume);
        summary.Add(BestResponseByVolume, (double?)(int?)byVolume.Best ?? double.NaN);
        summary.Add(BestResponseByDiameter, (double?)(int?)byDiameter.Best ?? double.NaN);
        summary.Add(BestResponseByChange, (double?)(int?)ResponseCourse.ByChange(volume).Best ?? double.NaN);
        summary.Add(ResponseDuration, byVolume.DaysOfResponse ?? double.NaN);
        summary.Add(BestChange, volume.Count < 2 ? double.NaN : (volume.Skip(1).Min(v => v.Size) / volume[0].Size) - 1);
        summary.Add(TimeToProgression, byVolume.DaysToProgression ?? double.NaN);
        (double nadirDays, double nadir) = volume.MinBy(v => v.Size);
        summary.Add(NadirVolume, nadir);
        summary.Add(NadirTime, nadirDays);
        summary.Add(Depth, volume[0].Size > 0 ? 1 - (nadir / volume[0].Size) : double.NaN);
        summary.Add(ControlTime, DaysAtOrBelow(volume, volume[0].Size));
    }

    private static void SummariseCells(IReadOnlyList<(double Days, double Size)> cells, Measurement summary)
    {
        int fewest = Enumerable.Range(0, cells.Count).MinBy(i => cells[i].Size);
        summary.Add(LogKill, cells[0].Size > 0 ? Math.Log10(cells[0].Size / cells[fewest].Size) : double.NaN);
        summary.Add(KillRate, -GrowthFit.Through([.. cells.Take(fewest + 1)]).RatePerDay);
        summary.Add(RegrowthRate, GrowthFit.Through([.. cells.Skip(fewest)]).RatePerDay);
    }

    private static double DaysAtOrBelow(IReadOnlyList<(double Days, double Size)> course, double limit)
    {
        double days = 0;
        for (int i = 1; i < course.Count; i++)
        {
            double a = course[i - 1].Size - limit;
            double b = course[i].Size - limit;
            double share = (a <= 0, b <= 0) switch
            {
                (true, true) => 1,
                (false, false) => 0,
                _ => (a <= 0 ? -a : -b) / Math.Abs(b - a),
            };
            days += share * (course[i].Days - course[i - 1].Days);
        }

        return days;
    }

    private static double Slope(IReadOnlyList<(double Days, double Size)> course)
    {
        if (course.Count < 3)
            return double.NaN;
        double meanT = course.Average(p => p.Days);
        double meanY = course.Average(p => p.Size);
        double tt = course.Sum(p => (p.Days - meanT) * (p.Days - meanT));
        return course.Sum(p => (p.Days - meanT) * (p.Size - meanY)) / tt;
    }
}
