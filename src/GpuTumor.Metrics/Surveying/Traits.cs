using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>What cells are about to do, and what they have become: cycle, persistence, EMT, efflux, memory.</summary>
public static class Traits
{
    /// <summary>The least stored EMT (255 = 1) above 0.7.</summary>
    internal const int MesenchymalFrom = 179;

    /// <summary>The least stored EMT (255 = 1) from 0.3.</summary>
    private const int HybridFrom = 77;

    private static readonly string[] _phases = ["g0", "g1", "s", "g2m", "senescent", "arrested"];

    private static readonly string[] _modes = ["normal", "dtp", "dtep", "dormant"];

    /// <summary>Cells that a pulse of EdU would mark, and those behind them.</summary>
    public static Metric CyclingFraction { get; } = new(
        "cycling_fraction", "1", "Resident living cells in phase s or g2m over all resident living cells (EdU-like).");

    /// <summary>Senescent cells.</summary>
    public static Metric SenescentFraction { get; } = new(
        "senescent_fraction", "1", "Resident living cells in phase senescent over all resident living cells.");

    /// <summary>Drug-tolerant persisters.</summary>
    public static Metric PersisterFraction { get; } = new(
        "persister_fraction", "1",
        "Resident living cells in mode dtp (drug-tolerant persister) or dtep (expanded) over all resident living cells.");

    /// <summary>Cells in autophagy.</summary>
    public static Metric AutophagicFraction { get; } = new(
        "autophagic_fraction", "1", "Resident living cells with autophagy on (stored value not 0) over all resident living cells.");

    /// <summary>Epithelial cells.</summary>
    public static Metric Epithelial { get; } = new("living_emt_low", "1", "Resident living cells with EMT below 0.3.");

    /// <summary>Cells half way.</summary>
    public static Metric Hybrid { get; } = new("living_emt_middle", "1", "Resident living cells with EMT from 0.3 to 0.7.");

    /// <summary>Mesenchymal cells.</summary>
    public static Metric Mesenchymal { get; } = new("living_emt_high", "1", "Resident living cells with EMT above 0.7.");

    /// <summary>Whether resistance and EMT go together.</summary>
    public static Metric ResistanceWithEmt { get; } = new(
        "emt_resistance_correlation", "1",
        "Correlation (Pearson, over resident living cells) of EMT with having a resistant genotype (target, bypass, pi3k, pgp, target2): 1 if the "
        + "mesenchymal cells are the resistant ones, 0 if the two have nothing to do with each other.");

    /// <summary>Living cells in a phase of the cycle.</summary>
    public static Metric LivingInPhase(string phase) => new($"living_phase_{phase}", "1", $"Resident living cells in phase {phase}.");

    /// <summary>Living cells in a mode.</summary>
    public static Metric LivingInMode(string mode) => new($"living_mode_{mode}", "1", $"Resident living cells in mode {mode}.");

    /// <summary>Mean of a trait.</summary>
    /// <param name="trait"><c>emt</c>, <c>efflux</c>, <c>memory</c>, <c>damage</c> or <c>matrix</c>.</param>
    public static Metric MeanOf(string trait) => new(
        $"{trait}_mean", "1",
        $"Mean over resident living cells of the stored {trait}, 255 = 1 (the quantity's long name says what 1 stands for).");

    internal static void Measure(ISnapshotSource source, CellMap map, Measurement into)
    {
        CellTally tally = map.Tally;
        double living = tally.Living;
        if (source.Find("phase") is { } phase)
        {
            long[] counts = Counts(tally, "phase");
            AddCoded(phase, _phases, counts, LivingInPhase, into);
            into.Add(CyclingFraction, (CountOf(phase, _phases, counts, "s") + CountOf(phase, _phases, counts, "g2m")) / living);
            into.Add(SenescentFraction, CountOf(phase, _phases, counts, "senescent") / living);
        }

        if (source.Find("mode") is { } mode)
        {
            long[] counts = Counts(tally, "mode");
            AddCoded(mode, _modes, counts, LivingInMode, into);
            into.Add(PersisterFraction, (CountOf(mode, _modes, counts, "dtp") + CountOf(mode, _modes, counts, "dtep")) / living);
        }

        if (source.Has("autophagy"))
            into.Add(AutophagicFraction, Counts(tally, "autophagy")[1..].Sum() / living);
        if (source.Has("emt"))
        {
            long[] counts = Counts(tally, "emt");
            into.Add(Epithelial, counts[..HybridFrom].Sum());
            into.Add(Hybrid, counts[HybridFrom..MesenchymalFrom].Sum());
            into.Add(Mesenchymal, counts[MesenchymalFrom..].Sum());
            if (map.Resistant is not null)
                into.Add(ResistanceWithEmt, Correlation(counts, tally.ResistantByEmt));
        }

        foreach (string trait in (string[])["emt", "efflux", "memory", "damage", "matrix"])
        {
            if (source.Has(trait))
                into.Add(MeanOf(trait), Mean(Counts(tally, trait), value => value / 255));
        }
    }

    // Point-biserial: Pearson's correlation where one of the two is yes or no.
    private static double Correlation(long[] all, long[] marked)
    {
        double share = (double)marked.Sum() / all.Sum();
        double mean = Mean(all, value => value);
        double variance = Mean(all, value => (value - mean) * (value - mean));
        return (Mean(marked, value => value) - mean) / Math.Sqrt(variance) * Math.Sqrt(share / (1 - share));
    }

    private static double Mean(long[] counts, Func<double, double> of) => counts.Select((n, value) => n * of(value)).Sum() / counts.Sum();

    private static long[] Counts(CellTally tally, string trait) => tally.ByTrait[Array.IndexOf(CellTally.TraitNames, trait)];

    private static void AddCoded(
        Quantity quantity, string[] usual, long[] counts, Func<string, Metric> metric, Measurement into)
    {
        foreach ((long value, string meaning) in Codes.Of(quantity, usual))
            into.Add(metric(meaning), counts[value]);
    }

    private static double CountOf(Quantity quantity, string[] usual, long[] counts, string meaning)
        => Codes.Of(quantity, usual).Where(c => c.Meaning == meaning).Sum(c => counts[c.Value]);
}
