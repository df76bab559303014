namespace GpuTumor.Metrics;

/// <summary>Whether sensitive and resistant cells lie among each other or apart.</summary>
public static class Mixing
{
    /// <summary>Mixing index.</summary>
    public static Metric Index { get; } = new(
        "mixing_index", "1",
        "Neighbouring pairs (26 neighbours) of one sensitive and one resistant living voxel over their number expected at "
        + "random, pairs of living voxels * 2 f_S f_R; 1: random, below 1: segregated.");

    /// <summary>Median distance of a resistant cell to the nearest sensitive one.</summary>
    public static Metric NearestSensitive { get; } = new(
        "resistant_to_sensitive_median", "um",
        "Median over resistant living voxels of the distance to the nearest sensitive living voxel (exact).");

    internal static void Measure(CellMap map, TumourBody? tumour, double spacing, Measurement into)
    {
        if (map.Resistant is null)
            return;
        VoxelMask? resistant = tumour is null ? null : map.Resistant.Crop(tumour.Box);
        long resistantCount = resistant?.Count() ?? 0;
        long livingCount = tumour?.Living.Count() ?? 0;
        if (resistantCount == 0 || resistantCount == livingCount)
        {
            into.Add(Index, double.NaN);
            into.Add(NearestSensitive, double.NaN);
            return;
        }

        VoxelMask sensitive = tumour!.Living.AndNot(resistant!);
        double pairs = Neighbours.Pairs(tumour.Living, tumour.Living) / 2.0;
        double share = (double)resistantCount / livingCount;
        double expected = pairs * 2 * share * (1 - share);
        into.Add(Index, expected == 0 ? double.NaN : Neighbours.Pairs(sensitive, resistant!) / expected);
        into.Add(NearestSensitive, SquaredDistanceCounts.From(sensitive, resistant!).Quantile(0.5) * spacing);
    }
}
