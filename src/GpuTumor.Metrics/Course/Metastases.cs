namespace GpuTumor.Metrics;

/// <summary>How much of the disease lives far from the primary: burden, colonies and their resistance, by site and altogether.</summary>
public static class Metastases
{
    private const int LargestBin = 12;

    private const string ColonyRule = " A colony is a 26-connected component of living voxels of a distant site; a metastasis is one of at least 50.";

    private const string BeforeThat = " 0 before the site has a lattice.";

    /// <summary>Living cells at all distant sites.</summary>
    public static Metric Cells { get; } = new("metastatic_cells", "1", "Living tumour cells, waiting ones included, at all distant sites.");

    /// <summary>Their share of all living cells.</summary>
    public static Metric Share { get; } = new("metastatic_share", "1", "metastatic_cells over metastatic_cells and cells_living together.");

    /// <summary>Metastases at all sites.</summary>
    public static Metric Count { get; } = new("metastases", "1", "Number of metastases at all distant sites." + ColonyRule);

    /// <summary>Volume of the largest metastasis.</summary>
    public static Metric LargestVolume { get; } = new(
        "metastasis_largest_volume", "um3", "Voxels of the largest colony of all distant sites times the volume of a voxel." + ColonyRule);

    /// <summary>Resistant fraction of all sites.</summary>
    public static Metric ResistantFraction { get; } = new(
        "metastatic_resistant_fraction", "1", "Resident living cells with a resistant genotype (see resistant_fraction) over all, at all distant sites.");

    /// <summary>Against that of the primary.</summary>
    public static Metric ResistanceRatio { get; } = new(
        "metastatic_resistance_ratio", "1", "metastatic_resistant_fraction over resistant_fraction of the primary at the same moment.");

    /// <summary>Cells that came from elsewhere.</summary>
    public static Metric Labelled { get; } = new(
        "labelled_fraction", "1",
        "Living tumour cells of the primary whose founder had none there at the first snapshot (injected, or come by the blood), over all of them.");

    /// <summary>Living cells at a site.</summary>
    public static Metric CellsAt(string site) => new($"metastatic_cells_{site}", "1", $"Living tumour cells, waiting ones included, at {site}." + BeforeThat);

    /// <summary>Colonies at a site.</summary>
    public static Metric ColoniesAt(string site) => new($"colonies_{site}", "1", $"Number of colonies of any size at {site}." + ColonyRule + BeforeThat);

    /// <summary>Metastases at a site.</summary>
    public static Metric CountAt(string site) => new($"metastases_{site}", "1", $"Number of metastases at {site}." + ColonyRule + BeforeThat);

    /// <summary>The largest colony of a site.</summary>
    public static Metric LargestAt(string site) => new($"colony_largest_{site}", "1", $"Voxels of the largest colony at {site}." + ColonyRule + BeforeThat);

    /// <summary>Resistant fraction at a site.</summary>
    public static Metric ResistantFractionAt(string site) => new(
        $"metastatic_resistant_fraction_{site}", "1", $"Resident living cells with a resistant genotype (see resistant_fraction) over all, at {site}.");

    /// <summary>Colonies by size, at all sites.</summary>
    /// <param name="bin">Sizes from 2^bin to 2^(bin+1) − 1; the last bin is open.</param>
    public static Metric ColoniesOfSize(int bin)
    {
        string sizes = SizesOf(bin);
        return new($"colonies_sized_{sizes}", "1", $"Number of colonies of {sizes.Replace('_', ' ')} voxels at all distant sites." + ColonyRule);
    }

    /// <summary>Colonies by the binary logarithm of their size; the last number counts all that are larger.</summary>
    public static IReadOnlyList<int> SizeCounts(IEnumerable<SiteSurvey> sites)
    {
        int[] counts = new int[LargestBin + 1];
        foreach (long size in sites.SelectMany(site => site.ColonySizes))
            counts[Math.Min(LargestBin, (int)Math.Log2(size))]++;
        return counts;
    }

    /// <summary>Adds what is known of the sites at a moment.</summary>
    /// <param name="sites">Names of all distant sites.</param>
    /// <param name="surveys">Of those that have a lattice, at this moment.</param>
    /// <param name="into">The measurement of the primary at this moment.</param>
    public static void Measure(IReadOnlyList<string> sites, IReadOnlyList<SiteSurvey> surveys, Measurement into)
    {
        ArgumentNullException.ThrowIfNull(into);
        long cells = surveys.Sum(s => s.Living);
        into.Add(Cells, cells);
        into.Add(Share, cells + into[Populations.Living] > 0 ? cells / (cells + into[Populations.Living]) : double.NaN);
        into.Add(Count, surveys.Sum(s => s.Metastases.Count));
        into.Add(LargestVolume, surveys.Max(s => s.Largest * (double?)s.VoxelVolume) ?? 0);
        AddResistance(surveys, into);
        foreach (string site in sites)
            AddSite(site, surveys.FirstOrDefault(s => s.Site == site), into);
        IReadOnlyList<int> sizes = SizeCounts(surveys);
        for (int bin = 0; bin <= LargestBin; bin++)
            into.Add(ColoniesOfSize(bin), sizes[bin]);
    }

    /// <summary>Adds how many cells of the primary came from elsewhere, if any founder began elsewhere.</summary>
    /// <param name="first">The run's first measurement.</param>
    /// <param name="into">The measurement at this moment.</param>
    public static void MeasureLabelled(Measurement first, Measurement into)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(into);
        Metric[] foreign = [.. first.Metrics.Where(m => Populations.IsLineage(m) && first[m] == 0)];
        if (foreign.Length > 0)
            into.Add(Labelled, into[Populations.Living] > 0 ? foreign.Where(m => into.Has(m.Name)).Sum(m => into[m]) / into[Populations.Living] : double.NaN);
    }

    internal static string SizesOf(int bin)
    {
        int from = 1 << bin;
        return bin == LargestBin ? $"{from}_or_more" : bin == 0 ? "1" : $"{from}_to_{(2 * from) - 1}";
    }

    private static void AddResistance(IReadOnlyList<SiteSurvey> surveys, Measurement into)
    {
        if (!into.Has(Populations.ResistantFraction.Name))
            return;
        double fraction = surveys.Sum(s => s.Resistant ?? 0) / (double)surveys.Sum(s => s.Resident);
        into.Add(ResistantFraction, fraction);
        double primary = into[Populations.ResistantFraction];
        into.Add(ResistanceRatio, primary > 0 ? fraction / primary : double.NaN);
    }

    private static void AddSite(string site, SiteSurvey? survey, Measurement into)
    {
        into.Add(CellsAt(site), survey?.Living ?? 0);
        into.Add(ColoniesAt(site), survey?.ColonySizes.Count ?? 0);
        into.Add(CountAt(site), survey?.Metastases.Count ?? 0);
        into.Add(LargestAt(site), survey?.Largest ?? 0);
        if (into.Has(Populations.ResistantFraction.Name))
            into.Add(ResistantFractionAt(site), survey is { Resident: > 0, Resistant: { } resistant } ? (double)resistant / survey.Resident : double.NaN);
    }
}
