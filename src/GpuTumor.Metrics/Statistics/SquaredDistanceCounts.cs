using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>How often each squared distance [voxel²] occurs.</summary>
internal sealed class SquaredDistanceCounts
{
    private readonly long[] _counts;

    private SquaredDistanceCounts(long[] counts) => _counts = counts;

    /// <summary>Of the voxels <paramref name="at"/>, to the nearest voxel of <paramref name="features"/>.</summary>
    public static SquaredDistanceCounts From(VoxelMask features, VoxelMask at)
    {
        int longest = (features.Nx * features.Nx) + (features.Ny * features.Ny) + (features.Nz * features.Nz);
        using var perThread = new ThreadLocal<long[]>(() => new long[longest], trackAllValues: true);
        DistanceTransform.Visit(features, (y, z, squared) =>
        {
            ReadOnlySpan<ulong> row = at.Row(y, z);
            if (row.IndexOfAnyExcept(0ul) < 0)
                return;
            long[] counts = perThread.Value!;
            for (int w = 0; w < row.Length; w++)
            {
                for (ulong word = row[w]; word != 0; word &= word - 1)
                {
                    int distance = squared[(w * 64) + BitOperations.TrailingZeroCount(word)];
                    if (distance != DistanceTransform.Infinite)
                        counts[distance]++;
                }
            }
        });
        var sums = new long[longest];
        foreach (long[] counts in perThread.Values)
        {
            for (int squared = 0; squared < longest; squared++)
                sums[squared] += counts[squared];
        }

        return new(sums);
    }

    /// <summary>The distance [voxels] that a share of the voxels does not pass; NaN without voxels.</summary>
    public double Quantile(double share)
    {
        long total = _counts.Sum();
        if (total == 0)
            return double.NaN;
        long rank = Math.Max(1, (long)Math.Ceiling(share * total));
        long seen = 0;
        for (int squared = 0; squared < _counts.Length; squared++)
        {
            seen += _counts[squared];
            if (seen >= rank)
                return Math.Sqrt(squared);
        }

        return double.NaN;
    }
}
