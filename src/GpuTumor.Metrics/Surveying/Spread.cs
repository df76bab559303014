namespace GpuTumor.Metrics;

/// <summary>How far the tumour has spread: satellites, and the front of its main mass.</summary>
public static class Spread
{
    private const int LargestBin = 12;

    private const string SatelliteRule =
        "Satellites are the 26-connected components of living voxels other than the main mass (the largest at the first "
        + "snapshot; afterwards the component that shares most voxels with the main mass before).";

    private const string FrontRule =
        " The front is the living voxels of the main mass outside its core; the core is the body opened by a ball of 3 voxels.";

    /// <summary>Satellites.</summary>
    public static Metric Satellites { get; } = new("satellites", "1", "Number of satellites of any size. " + SatelliteRule);

    /// <summary>Satellites of eight cells or more.</summary>
    public static Metric LargerSatellites { get; } = new(
        "satellites_of_8", "1", "Number of satellites of at least 8 voxels. " + SatelliteRule);

    /// <summary>Share of living cells in satellites.</summary>
    public static Metric SatelliteShare { get; } = new(
        "satellite_share", "1", "Living voxels in satellites over all living voxels.");

    /// <summary>Components by faces, for comparison.</summary>
    public static Metric FaceComponents { get; } = new(
        "components_by_faces", "1", "6-connected components of living voxels, to judge how much the connectivity matters.");

    /// <summary>Largest satellite.</summary>
    public static Metric LargestSatellite { get; } = new("satellite_largest", "1", "Voxels of the largest satellite.");

    /// <summary>Volume of the largest satellite.</summary>
    public static Metric LargestSatelliteVolume { get; } = new(
        "satellite_largest_volume", "um3", "Voxels of the largest satellite times the volume of a voxel.");

    /// <summary>Mean distance.</summary>
    public static Metric MeanDistance { get; } = new(
        "satellite_distance_mean", "um",
        "Mean over satellites of the smallest distance between a voxel centre of the satellite and one of the main mass "
        + "(exact Euclidean distance transform).");

    /// <summary>Distance that 95 % of satellites do not pass.</summary>
    public static Metric DistanceP95 { get; } = new(
        "satellite_distance_p95", "um", "95th percentile over satellites of the same distance.");

    /// <summary>Largest distance.</summary>
    public static Metric LargestDistance { get; } = new(
        "satellite_distance_max", "um", "Maximum over satellites of the same distance.");

    /// <summary>Depth of the front.</summary>
    public static Metric FrontDepth { get; } = new(
        "front_depth", "um",
        "95th percentile of the distance of the front's voxels from the core; 0 without a front." + FrontRule);

    /// <summary>Voxels of the front.</summary>
    public static Metric FrontCells { get; } = new("front_cells", "1", "Living voxels of the front." + FrontRule);

    /// <summary>Collective ratio.</summary>
    public static Metric CollectiveRatio { get; } = new(
        "collective_ratio", "1", "Share of the front's voxels with at least 2 living voxels among their 26 neighbours." + FrontRule);

    /// <summary>Leaders of the front.</summary>
    public static Metric LeaderFraction { get; } = new(
        "leader_fraction", "1", "Share of the front's voxels whose EMT is above 0.7, the cells that move singly." + FrontRule);

    /// <summary>Resistant cells of the front.</summary>
    public static Metric FrontResistantFraction { get; } = new(
        "front_resistant_fraction", "1",
        "Share of the front's voxels whose cell has a resistant genotype (target, bypass, pi3k, pgp, target2); above resistant_fraction where resistance and "
        + "invasion go together." + FrontRule);

    /// <summary>Satellites by size.</summary>
    /// <param name="bin">Sizes from 2^bin to 2^(bin+1) − 1; the last bin is open.</param>
    public static Metric SatellitesOfSize(int bin)
    {
        int from = 1 << bin;
        string sizes = bin == LargestBin ? $"{from}_or_more" : bin == 0 ? "1" : $"{from}_to_{(2 * from) - 1}";
        return new($"satellites_sized_{sizes}", "1", $"Number of satellites of {sizes.Replace('_', ' ')} voxels.");
    }

    internal static void Measure(CellMap map, TumourBody? tumour, double spacing, Measurement into)
    {
        MeasureSatellites(tumour, spacing, into);
        VoxelMask? front = MeasureFront(tumour, spacing, into);
        if (map.Mesenchymal is not null)
            into.Add(LeaderFraction, ShareOf(front, map.Mesenchymal, tumour));
        if (map.Resistant is not null)
            into.Add(FrontResistantFraction, ShareOf(front, map.Resistant, tumour));
    }

    private static double ShareOf(VoxelMask? front, VoxelMask marked, TumourBody? tumour)
    {
        long cells = front?.Count() ?? 0;
        return cells == 0 ? double.NaN : (double)marked.Crop(tumour!.Box).And(front!).Count() / cells;
    }

    private static void MeasureSatellites(TumourBody? tumour, double spacing, Measurement into)
    {
        IReadOnlyList<long> sizes = tumour?.Components.Sizes ?? [];
        int main = tumour?.MainComponent ?? -1;
        int[] satellites = [.. Enumerable.Range(0, sizes.Count).Where(i => i != main)];
        into.Add(Satellites, satellites.Length);
        into.Add(LargerSatellites, satellites.Count(i => sizes[i] >= 8));
        long living = sizes.Sum();
        into.Add(SatelliteShare, living == 0 ? double.NaN : (double)satellites.Sum(i => sizes[i]) / living);
        into.Add(FaceComponents, tumour is null ? 0 : ConnectedComponents.Find(tumour.Living, Connectivity.Faces).Sizes.Count);
        into.Add(LargestSatellite, satellites.Length == 0 ? 0 : satellites.Max(i => sizes[i]));

        into.Add(LargestSatelliteVolume, into[LargestSatellite] * spacing * spacing * spacing);

        double[] distances = [];
        if (satellites.Length > 0)
        {
            int[] squared = tumour!.Components.NearestSquaredDistances(tumour.Main);
            distances = [.. satellites.Select(i => Math.Sqrt(squared[i]) * spacing).Order()];
        }

        into.Add(MeanDistance, distances.Length == 0 ? double.NaN : distances.Average());
        into.Add(DistanceP95, Quantiles.OfSorted(distances, 0.95));
        into.Add(LargestDistance, distances.Length == 0 ? double.NaN : distances[^1]);
        for (int bin = 0; bin <= LargestBin; bin++)
            into.Add(SatellitesOfSize(bin), satellites.Count(i => BinOf(sizes[i]) == bin));
    }

    private static int BinOf(long size) => Math.Min(LargestBin, (int)Math.Log2(size));

    private static VoxelMask? MeasureFront(TumourBody? tumour, double spacing, Measurement into)
    {
        VoxelMask? core = tumour is null ? null : Morphology.Open(tumour.Body, TumourBody.ClosingRadius);
        VoxelMask? front = core is null ? null : tumour!.Main.AndNot(core);
        long cells = front?.Count() ?? 0;
        if (core is null || core.Bounds().IsEmpty)
        {
            into.Add(FrontDepth, double.NaN);
        }
        else
        {
            SquaredDistanceCounts distances = SquaredDistanceCounts.From(core, front!);
            into.Add(FrontDepth, cells == 0 ? 0 : distances.Quantile(0.95) * spacing);
        }

        into.Add(FrontCells, cells);
        into.Add(
            CollectiveRatio,
            cells == 0 ? double.NaN : (double)Neighbours.CountWithAtLeast(2, front!, tumour!.Living) / cells);
        return front;
    }
}
