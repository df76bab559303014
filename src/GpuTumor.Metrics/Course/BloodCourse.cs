namespace GpuTumor.Metrics;

/// <summary>Cells in the blood, and what became of them, as the run noted it: exact counts, denser in time than snapshots.</summary>
public sealed class BloodCourse
{
    private const double MillilitresOfBlood = 2;

    // Tissue weighs as much as water: 1 g/cm³.
    private const double GramsPerCubicMicrometre = 1e-12;

    private const string Noted = " As the run noted it (metrics.jsonl), at the last line up to this moment.";

    private const string Between = " Between two lines of metrics.jsonl; the last two up to this moment.";

    private readonly List<(Metric Metric, IReadOnlyList<(double Days, double Value)> Course)> _courses = [];

    /// <summary>Takes up the books of a run; empty without a circulation.</summary>
    /// <param name="journal">What the run noted.</param>
    /// <param name="voxelVolume">Of the primary's lattice [µm³].</param>
    public BloodCourse(RunJournal journal, double voxelVolume)
    {
        ArgumentNullException.ThrowIfNull(journal);
        Sites = journal.Sites;
        if (Sites.Count == 0)
            return;
        AddBlood(journal, voxelVolume);
        foreach (string site in Sites)
            AddSite(journal, site);
        AddSeeds();
    }

    /// <summary>Circulating cells.</summary>
    public static Metric Circulating { get; } = new("circulating_cells", "1", "Tumour cells in the blood." + Noted);

    /// <summary>Their concentration.</summary>
    public static Metric PerMillilitre { get; } = new(
        "circulating_per_ml", "1/ml", "circulating_cells over 2 ml, the blood of a mouse.");

    /// <summary>The share in clusters.</summary>
    public static Metric ClusterShare { get; } = new(
        "circulating_cluster_share", "1", "Circulating cells that go in clusters over all circulating cells." + Noted);

    /// <summary>What the body has been exposed to.</summary>
    public static Metric CirculatingArea { get; } = new(
        "circulating_auc", "d", "Integral of circulating_cells over time since the start (cells times days), by trapezoids between the lines of metrics.jsonl.");

    /// <summary>Cells that entered the blood.</summary>
    public static Metric Entered { get; } = new("entered_cells", "1", "Tumour cells that have entered the blood since the start, shed or injected." + Noted);

    /// <summary>Cells shed.</summary>
    public static Metric Shed { get; } = new(
        "shed_cells", "1", "Tumour cells that tissues have shed into the blood since the start; injected ones do not count, where the run noted them." + Noted);

    /// <summary>Cells shed a day.</summary>
    public static Metric ShedPerDay { get; } = new("shed_per_day", "1/d", "Increase of shed_cells over time." + Between);

    /// <summary>Cells shed a day and gram of tumour.</summary>
    public static Metric ShedPerGram { get; } = new(
        "shed_per_gram_day", "1/(g.d)",
        "shed_per_day over the mass of the primary's living cells: their number times the volume of a voxel times 1 g/cm3, mean of both lines." + Between);

    /// <summary>Cells that died in the blood.</summary>
    public static Metric DiedInBlood { get; } = new(
        "died_in_blood", "1", "Cells that died in the blood since the start: by shear, for want of contact, by drugs in plasma." + Noted);

    /// <summary>Cells that died in the blood, by cause.</summary>
    /// <param name="cause"><c>shear</c>, <c>anoikis</c> or <c>drugs</c>.</param>
    public static Metric DiedOf(string cause) => new(
        $"died_of_{cause}_in_blood", "1", $"Of died_in_blood, those that died of {(cause == "drugs" ? "drugs in plasma" : cause)}." + Noted);

    /// <summary>Cells put into any lattice.</summary>
    public static Metric Seeds { get; } = new(
        "seeds", "1", "Cells that have begun to grow in a tissue after they came by the blood, since the start, over all sites, the primary among them.");

    /// <summary>How much of it seeds the primary.</summary>
    public static Metric SelfSeeding { get; } = new(
        "self_seeding_index", "1", "Seeds of the primary over seeds of all sites; empty before the first.");

    /// <summary>Dormant cells of all sites.</summary>
    public static Metric Dormant { get; } = new("dormant_cells", "1", "Cells that have left a vessel and lie dormant, over all sites, now.");

    /// <summary>The sites, the primary first; empty without a circulation.</summary>
    public IReadOnlyList<string> Sites { get; }

    /// <summary>Cells of a founder's lineage that entered the blood.</summary>
    public static Metric EnteredOf(string founder) => new(
        $"entered_{founder}", "1", $"Cells of the lineage of founder '{founder}' that have entered the blood since the start, shed or injected." + Noted);

    /// <summary>Cells arrested at a site.</summary>
    public static Metric ArrestedAt(string site) => new($"arrested_{site}", "1", $"Cells arrested in a vessel of {site} since the start." + Noted);

    /// <summary>Cells that died in the vessels of a site.</summary>
    public static Metric DiedInVesselsOf(string site) => new(
        $"died_in_vessels_{site}", "1", $"Cells arrested in {site} that died in the vessel, since the start: arrested less extravasated." + Noted);

    /// <summary>Cells that left the vessels of a site.</summary>
    public static Metric ExtravasatedAt(string site) => new($"extravasated_{site}", "1", $"Cells that left a vessel of {site} since the start." + Noted);

    /// <summary>Cells that died soon after.</summary>
    public static Metric DiedEarlyAt(string site) => new(
        $"died_early_{site}", "1", $"Cells that left a vessel of {site} and died before they began to grow, or found no room, since the start." + Noted);

    /// <summary>Cells that began to grow at a site.</summary>
    public static Metric SeedsAt(string site) => new($"seeds_{site}", "1", $"Cells that have begun to grow in {site} after they came by the blood, since the start." + Noted);

    /// <summary>Cells of a founder's lineage that began to grow at a site.</summary>
    public static Metric SeedsOf(string founder, string site) => new(
        $"seeds_{site}_{founder}", "1", $"Of seeds_{site}, those of the lineage of founder '{founder}'." + Noted);

    /// <summary>Cells dormant at a site.</summary>
    public static Metric DormantAt(string site) => new($"dormant_{site}", "1", $"Cells dormant in {site} now." + Noted);

    /// <summary>A metric over time, without the moments at which it is not defined; empty if it is not known.</summary>
    public IReadOnlyList<(double Days, double Value)> CourseOf(Metric metric)
        => [.. (_courses.FirstOrDefault(c => c.Metric == metric).Course ?? []).Where(p => !double.IsNaN(p.Value))];

    /// <summary>Adds what is known up to a moment.</summary>
    public void AddTo(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        double days = measurement.Hours / 24 * (1 + 1e-9);
        foreach ((Metric metric, IReadOnlyList<(double Days, double Value)> course) in _courses)
            measurement.Add(metric, course.LastOrDefault(p => p.Days <= days, (0, double.NaN)).Value);
    }

    private static IReadOnlyList<(double Days, double Value)> Joined(
        IReadOnlyList<(double Days, double Value)> a, IReadOnlyList<(double Days, double Value)> b, Func<double, double, double> join)
        => [.. a.Zip(b, (p, q) => (p.Days, join(p.Value, q.Value)))];

    // One point for each but the first line.
    private static IReadOnlyList<(double Days, double Value)> PerDay(
        IReadOnlyList<(double Days, double Value)> counts, Func<int, double> share)
        => [.. Enumerable.Range(1, Math.Max(0, counts.Count - 1)).Where(i => counts[i].Days > counts[i - 1].Days)
            .Select(i => (counts[i].Days, share(i) > 0 ? (counts[i].Value - counts[i - 1].Value) / (counts[i].Days - counts[i - 1].Days) / share(i) : double.NaN))];

    private static List<(double Days, double Value)> AreaUnder(IReadOnlyList<(double Days, double Value)> course)
    {
        var area = new List<(double Days, double Value)>();
        double sum = 0;
        for (int i = 0; i < course.Count; i++)
        {
            if (i > 0)
                sum += (course[i].Days - course[i - 1].Days) * (course[i].Value + course[i - 1].Value) / 2;
            area.Add((course[i].Days, sum));
        }

        return area;
    }

    private void Add(Metric metric, IReadOnlyList<(double Days, double Value)> course)
    {
        if (course.Count > 0)
            _courses.Add((metric, course));
    }

    private void AddBlood(RunJournal journal, double voxelVolume)
    {
        IReadOnlyList<(double Days, double Value)> Of(string name) => journal.CourseOf("circulation_" + name);
        IReadOnlyList<(double Days, double Value)> circulating = Of("circulating");
        Add(Circulating, circulating);
        Add(PerMillilitre, [.. circulating.Select(p => (p.Days, p.Value / MillilitresOfBlood))]);
        Add(ClusterShare, Joined(Of("in_clusters"), circulating, (clustered, all) => all > 0 ? clustered / all : double.NaN));
        Add(CirculatingArea, AreaUnder(circulating));
        IReadOnlyList<(double Days, double Value)> injected = Of("injected");
        IReadOnlyList<(double Days, double Value)> shed = injected.Count == Of("entered").Count ? Joined(Of("entered"), injected, (all, own) => all - own) : Of("entered");
        Add(Entered, Of("entered"));
        Add(Shed, shed);
        foreach (string founder in journal.Founders)
            Add(EnteredOf(founder), Of("entered_by_founder_" + founder));
        Add(ShedPerDay, PerDay(shed, _ => 1));
        Dictionary<double, double> living = journal.CourseOf("living").DistinctBy(p => p.Days).ToDictionary(p => p.Days, p => p.Value);
        double MassUpTo(int line) => (living.GetValueOrDefault(shed[line].Days) + living.GetValueOrDefault(shed[line - 1].Days)) / 2
            * voxelVolume * GramsPerCubicMicrometre;
        Add(ShedPerGram, PerDay(shed, MassUpTo));
        Add(DiedInBlood, Of("died"));
        foreach (string cause in (string[])["shear", "anoikis", "drugs"])
            Add(DiedOf(cause), Of("died_of_" + cause));
    }

    private void AddSite(RunJournal journal, string site)
    {
        IReadOnlyList<(double Days, double Value)> Of(string name) => journal.CourseOf($"circulation_sites_{site}_{name}");
        IReadOnlyList<(double Days, double Value)> extravasated = Of("extravasated");
        Add(ArrestedAt(site), Of("arrested"));
        Add(DiedInVesselsOf(site), Joined(Of("arrested"), extravasated, (arrested, left) => arrested - left));
        Add(ExtravasatedAt(site), extravasated);
        IReadOnlyList<(double Days, double Value)> alive = Joined(Of("settled"), Joined(Of("dormant"), Of("fresh"), (a, b) => a + b), (a, b) => a + b);
        Add(DiedEarlyAt(site), Joined(extravasated, alive, (left, there) => left - there));
        Add(SeedsAt(site), Of("settled"));
        foreach (string founder in journal.Founders)
            Add(SeedsOf(founder, site), Of("settled_by_founder_" + founder));
        Add(DormantAt(site), Of("dormant"));
    }

    private void AddSeeds()
    {
        IReadOnlyList<(double Days, double Value)> Total(Func<string, Metric> at)
            => Sites.Select(site => CourseOf(at(site))).Aggregate((sum, next) => Joined(sum, next, (a, b) => a + b));
        IReadOnlyList<(double Days, double Value)> seeds = Total(SeedsAt);
        Add(Seeds, seeds);
        Add(SelfSeeding, Joined(CourseOf(SeedsAt(Sites[0])), seeds, (own, all) => all > 0 ? own / all : double.NaN));
        Add(Dormant, Total(DormantAt));
    }
}
