namespace GpuTumor.Metrics;

/// <summary>Which cells are in the blood and which have been: by clone, by epithelial–mesenchymal state, alone or in clusters.</summary>
public static class CirculatingKinds
{
    private const string Table = "circulation";

    private const string Stored = " From the snapshot's table circulation, which has a row for each clone, genotype, EMT bin and cluster size.";

    private static readonly (string Name, string Meaning)[] _bins = [("low", "below 0.3"), ("middle", "from 0.3 to 0.7"), ("high", "above 0.7")];

    /// <summary>Clones that circulate.</summary>
    public static Metric ClonesNow { get; } = new("circulating_clones", "1", "Number of clones with a cell in the blood." + Stored);

    /// <summary>Clones that have entered the blood.</summary>
    public static Metric Clones { get; } = new("entered_clones", "1", "Number of clones of which a cell has entered the blood since the start." + Stored);

    /// <summary>Effective number of them.</summary>
    public static Metric EffectiveClones { get; } = new(
        "entered_clones_hill", "1", "Hill number of order one, exp(-sum p ln p), p the share of each clone in the cells that have entered the blood since the start." + Stored);

    /// <summary>Cells that entered in clusters.</summary>
    public static Metric ClusterShare { get; } = new(
        "entered_cluster_share", "1", "Cells that have entered the blood in clusters over all that have, since the start." + Stored);

    /// <summary>Circulating cells by EMT.</summary>
    /// <param name="bin"><c>low</c>, <c>middle</c> or <c>high</c>.</param>
    public static Metric CirculatingOf(string bin) => new($"circulating_emt_{bin}", "1", $"Cells in the blood with EMT {MeaningOf(bin)}." + Stored);

    /// <summary>Cells that entered the blood, by EMT.</summary>
    /// <param name="bin"><c>low</c>, <c>middle</c> or <c>high</c>.</param>
    public static Metric EnteredOf(string bin) => new(
        $"entered_emt_{bin}", "1", $"Cells that have entered the blood since the start, shed or injected, with EMT {MeaningOf(bin)}." + Stored);

    internal static void Measure(ISnapshotSource source, Measurement into)
    {
        if (source.ReadColumn(Table, "circulating") is not { } circulating || source.ReadColumn(Table, "shed") is not { } shed)
            return;
        double[] injected = source.ReadColumn(Table, "injected") ?? new double[shed.Length];
        double[] entered = [.. shed.Zip(injected, (a, b) => a + b)];
        if (source.ReadColumn(Table, "emt") is { } emt)
            AddBins(emt, circulating, entered, into);
        double all = entered.Sum();
        if (source.ReadColumn(Table, "cluster_size") is { } sizes)
            into.Add(ClusterShare, all > 0 ? entered.Where((_, row) => sizes[row] > 1).Sum() / all : double.NaN);
        if (source.ReadColumn(Table, "clone") is not { } clones)
            return;
        double[] byClone = Sums(clones, entered);
        into.Add(ClonesNow, Sums(clones, circulating).Length);
        into.Add(Clones, byClone.Length);
        into.Add(EffectiveClones, all > 0 ? Math.Exp(-byClone.Sum(n => n / all * Math.Log(n / all))) : double.NaN);
    }

    private static string MeaningOf(string bin) => _bins.Single(b => b.Name == bin).Meaning;

    private static void AddBins(double[] emt, double[] circulating, double[] entered, Measurement into)
    {
        for (int bin = 0; bin < _bins.Length; bin++)
            into.Add(CirculatingOf(_bins[bin].Name), circulating.Where((_, row) => emt[row] == bin).Sum());
        for (int bin = 0; bin < _bins.Length; bin++)
            into.Add(EnteredOf(_bins[bin].Name), entered.Where((_, row) => emt[row] == bin).Sum());
    }

    // Sums of a column over rows of one clone, those above nought.
    private static double[] Sums(double[] clones, double[] values)
        => [.. clones.Zip(values).GroupBy(pair => pair.First).Select(clone => clone.Sum(pair => pair.Second)).Where(sum => sum > 0)];
}
