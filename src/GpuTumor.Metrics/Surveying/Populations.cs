using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>How many cells there are, of which kind, lineage and genotype.</summary>
public static class Populations
{
    /// <summary>Living tumour cells.</summary>
    public static Metric Living { get; } = new(
        "cells_living", "1", "Living tumour cells: resident ones and those that wait in an occupied voxel for room.");

    /// <summary>Apoptotic bodies.</summary>
    public static Metric Apoptotic { get; } = new(
        "cells_apoptotic", "1", "Cells that died by apoptosis and are not cleared yet.");

    /// <summary>Necrotic cells.</summary>
    public static Metric Necrotic { get; } = new("cells_necrotic", "1", "Cells that died of want of oxygen, not lysed yet.");

    /// <summary>Waiting cells.</summary>
    public static Metric Waiting { get; } = new(
        "cells_waiting", "1", "Living cells that share a voxel with another until there is room.");

    /// <summary>Resistant fraction.</summary>
    public static Metric ResistantFraction { get; } = new(
        "resistant_fraction", "1",
        "Resident living cells whose genotype has any of target, bypass, PI3K, P-glycoprotein or second target, over all "
        + "resident living cells.");

    /// <summary>Volume of the living cells.</summary>
    public static Metric CellVolume { get; } = new(
        "volume_cells", "um3", "V_cell: voxels with a resident living cell times the volume of a voxel; the burden.");

    private const string LineageRule = "Living tumour cells of the lineage of founder";

    private static readonly string[] _mutations =
        ["target", "bypass", "pi3k", "pgp", "repair", "second_target", "immune_evasion", "addicted"];

    /// <summary>Living cells of a founder's lineage.</summary>
    public static Metric LivingOf(string founder) => new(
        $"cells_{founder}", "1", $"{LineageRule} '{founder}', waiting ones included.");

    /// <summary>Whether a metric is one of <see cref="LivingOf"/>.</summary>
    public static bool IsLineage(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Rule.StartsWith(LineageRule, StringComparison.Ordinal);
    }

    /// <summary>Resident living cells of a genotype.</summary>
    public static Metric LivingWithGenotype(byte genotype) => new(
        $"cells_genotype_{GenotypeName(genotype)}", "1",
        $"Resident living cells that carry exactly these mutations: {GenotypeName(genotype)} (mask {genotype}).");

    /// <summary>The mutations of a genotype mask: <c>wild_type</c>, <c>target+pi3k</c>.</summary>
    public static string GenotypeName(byte genotype)
        => genotype == 0 ? "wild_type" : string.Join('+', _mutations.Where((_, bit) => (genotype >> bit & 1) != 0));

    internal static void Measure(ISnapshotSource source, CellMap map, Measurement into)
    {
        CellTally tally = map.Tally;
        into.Add(Living, tally.Living + tally.ExcessByFounder.Sum());
        if (source.Find("founder") is { } founders)
        {
            foreach ((long index, string name) in FounderNames(founders, tally))
                into.Add(LivingOf(name), tally.ByFounder[index] + tally.ExcessByFounder[index]);
        }

        into.Add(Apoptotic, tally.Apoptotic);
        into.Add(Necrotic, tally.Necrotic);
        if (source.Has("excess"))
            into.Add(Waiting, tally.ExcessByFounder.Sum());
        into.Add(CellVolume, tally.Living * source.Grid.VoxelVolume);
        if (map.Resistant is null)
            return;
        long resistant = Enumerable.Range(0, 256)
            .Where(g => (g & CellMap.ResistantBits) != 0).Sum(g => tally.ByGenotype[g]);
        into.Add(ResistantFraction, tally.Living == 0 ? double.NaN : (double)resistant / tally.Living);
        for (int genotype = 0; genotype < 256; genotype++)
        {
            if (tally.ByGenotype[genotype] > 0)
                into.Add(LivingWithGenotype((byte)genotype), tally.ByGenotype[genotype]);
        }
    }

    private static IEnumerable<(long Index, string Name)> FounderNames(Quantity founders, CellTally tally)
    {
        (long Value, string Meaning)[] named = [.. founders.Codes.Where(c => c.Value is >= 0 and < 255)];
        if (named.Length > 0)
            return named;
        return Enumerable.Range(0, 255).Where(f => tally.ByFounder[f] + tally.ExcessByFounder[f] > 0)
            .Select(f => ((long)f, $"founder_{f}"));
    }
}
