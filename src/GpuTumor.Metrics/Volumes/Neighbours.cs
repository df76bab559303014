using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>Counts of neighbours among the 26 voxels around a voxel.</summary>
public static class Neighbours
{
    // One of each pair of opposite offsets.
    private static readonly (int Dx, int Dy, int Dz)[] _halfOfOffsets =
    [
        (1, 0, 0), (-1, 1, 0), (0, 1, 0), (1, 1, 0),
        (-1, -1, 1), (0, -1, 1), (1, -1, 1), (-1, 0, 1), (0, 0, 1), (1, 0, 1), (-1, 1, 1), (0, 1, 1), (1, 1, 1),
    ];

    /// <summary>Unordered pairs of neighbouring voxels, one in each of two sets of the same lattice.</summary>
    /// <remarks>With the same set twice every pair is counted twice.</remarks>
    public static long Pairs(VoxelMask a, VoxelMask b)
    {
        long pairs = 0;
        Parallel.For(
            0,
            a.Nz,
            () => (Sum: 0L, Shifted: new ulong[a.WordsPerRow]),
            (z, _, local) => (local.Sum + PairsOfPlane(a, b, z, local.Shifted), local.Shifted),
            local => Interlocked.Add(ref pairs, local.Sum));
        return pairs;
    }

    /// <summary>Voxels of one set with at least some number of neighbours in another of the same lattice.</summary>
    public static long CountWithAtLeast(int neighbours, VoxelMask among, VoxelMask around)
    {
        long count = 0;
        Parallel.For(
            0,
            among.Nz,
            () => 0L,
            (z, _, sum) => sum + CountInPlane(neighbours, among, around, z),
            sum => Interlocked.Add(ref count, sum));
        return count;
    }

    private static long PairsOfPlane(VoxelMask a, VoxelMask b, int z, Span<ulong> shifted)
    {
        long pairs = 0;
        foreach ((int dx, int dy, int dz) in _halfOfOffsets)
        {
            if (z + dz >= a.Nz)
                continue;
            for (int y = Math.Max(0, -dy); y < Math.Min(a.Ny, a.Ny - dy); y++)
            {
                pairs += SharedBits(a.Row(y, z), b.Row(y + dy, z + dz), dx, shifted);
                pairs += SharedBits(b.Row(y, z), a.Row(y + dy, z + dz), dx, shifted);
            }
        }

        return pairs;
    }

    private static long SharedBits(ReadOnlySpan<ulong> row, ReadOnlySpan<ulong> other, int dx, Span<ulong> shifted)
    {
        if (row.IndexOfAnyExcept(0ul) < 0 || other.IndexOfAnyExcept(0ul) < 0)
            return 0;
        Shift(other, dx, shifted);
        long count = 0;
        for (int w = 0; w < row.Length; w++)
            count += BitOperations.PopCount(row[w] & shifted[w]);
        return count;
    }

    /// <summary>The row as seen from dx voxels before: bit x of the result is bit x + dx.</summary>
    private static void Shift(ReadOnlySpan<ulong> row, int dx, Span<ulong> shifted)
    {
        for (int w = 0; w < row.Length; w++)
        {
            ulong before = w > 0 ? row[w - 1] >> 63 : 0;
            ulong after = w + 1 < row.Length ? row[w + 1] << 63 : 0;
            shifted[w] = dx switch
            {
                1 => (row[w] >> 1) | after,
                -1 => (row[w] << 1) | before,
                _ => row[w],
            };
        }
    }

    private static long CountInPlane(int neighbours, VoxelMask among, VoxelMask around, int z)
    {
        long count = 0;
        for (int y = 0; y < among.Ny; y++)
        {
            ReadOnlySpan<ulong> row = among.Row(y, z);
            for (int w = 0; w < row.Length; w++)
            {
                for (ulong word = row[w]; word != 0; word &= word - 1)
                {
                    int x = (w * 64) + BitOperations.TrailingZeroCount(word);
                    if (CountAround(around, x, y, z) >= neighbours)
                        count++;
                }
            }
        }

        return count;
    }

    private static int CountAround(VoxelMask mask, int x, int y, int z)
    {
        int count = 0;
        for (int dz = -1; dz <= 1; dz++)
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    if ((dx, dy, dz) != (0, 0, 0) && mask[x + dx, y + dy, z + dz])
                        count++;
                }
            }
        }

        return count;
    }
}
