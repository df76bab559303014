namespace GpuTumor.Metrics;

/// <summary>Dilation, erosion, closing and opening by a digital ball: all offsets (i, j, k) with i² + j² + k² ≤ r².</summary>
/// <remarks>
/// The same as thresholding an exact Euclidean distance transform at r. A ball is a stack of rods along x, and lengthening a
/// rod commutes with the union of rows: rows with rods of one length are joined first and lengthened once.
/// Outside the lattice nothing is set.
/// </remarks>
public static class Morphology
{
    /// <summary>The set and all within <paramref name="radius"/> voxels of it, inside the lattice.</summary>
    public static VoxelMask Dilate(VoxelMask mask, int radius) => Sweep(mask, radius, Growth.Dilation);

    /// <summary>The voxels of the set from which all within <paramref name="radius"/> voxels is in the set.</summary>
    public static VoxelMask Erode(VoxelMask mask, int radius) => Sweep(mask, radius, Growth.Erosion);

    /// <summary>Dilation, then erosion, as on an unbounded lattice: fills gaps and pores narrower than 2r + 1 voxels.</summary>
    public static VoxelMask Close(VoxelMask mask, int radius)
    {
        var lattice = new VoxelBox(0, 0, 0, mask.Nx, mask.Ny, mask.Nz);
        VoxelMask closed = Erode(Dilate(mask.Crop(lattice.Grown(radius)), radius), radius);
        return closed.Crop(lattice with { X = radius, Y = radius, Z = radius });
    }

    /// <summary>Erosion, then dilation: removes what is thinner than 2r + 1 voxels.</summary>
    public static VoxelMask Open(VoxelMask mask, int radius) => Dilate(Erode(mask, radius), radius);

    private enum Growth
    {
        Dilation,
        Erosion,
    }

    private static VoxelMask Sweep(VoxelMask mask, int radius, Growth growth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var result = new VoxelMask(mask.Nx, mask.Ny, mask.Nz);
        (int Dy, int Dz)[][] rowsByHalfLength = RodsOfBall(radius);
        Parallel.For(0, mask.Nz, () => new ulong[mask.WordsPerRow], (z, _, joined) =>
        {
            for (int y = 0; y < mask.Ny; y++)
                SweepRow(mask, y, z, rowsByHalfLength, growth, joined, result.Row(y, z));
            return joined;
        }, _ => { });
        return result;
    }

    private static void SweepRow(
        VoxelMask mask, int y, int z, (int Dy, int Dz)[][] rowsByHalfLength, Growth growth, Span<ulong> joined,
        Span<ulong> result)
    {
        bool erosion = growth == Growth.Erosion;
        result.Fill(erosion ? ulong.MaxValue : 0);
        for (int halfLength = 0; halfLength < rowsByHalfLength.Length; halfLength++)
        {
            if (rowsByHalfLength[halfLength].Length == 0)
                continue;
            joined.Fill(erosion ? ulong.MaxValue : 0);
            foreach ((int dy, int dz) in rowsByHalfLength[halfLength])
            {
                bool inside = (uint)(y + dy) < (uint)mask.Ny && (uint)(z + dz) < (uint)mask.Nz;
                if (inside)
                    Join(mask.Row(y + dy, z + dz), joined, erosion);
                else if (erosion)
                    joined.Clear();
            }

            for (int i = 0; i < halfLength; i++)
                Lengthen(joined, erosion);
            Join(joined, result, erosion);
        }

        result[^1] &= mask.LastWordBits;
    }

    private static void Join(ReadOnlySpan<ulong> row, Span<ulong> joined, bool erosion)
    {
        if (erosion)
        {
            for (int w = 0; w < joined.Length; w++)
                joined[w] &= row[w];
        }
        else
        {
            for (int w = 0; w < joined.Length; w++)
                joined[w] |= row[w];
        }
    }

    private static void Lengthen(Span<ulong> row, bool erosion)
    {
        ulong before = 0;
        for (int w = 0; w < row.Length; w++)
        {
            ulong word = row[w];
            ulong after = w + 1 < row.Length ? row[w + 1] : 0;
            ulong left = (word << 1) | (before >> 63);
            ulong right = (word >> 1) | (after << 63);
            row[w] = erosion ? word & left & right : word | left | right;
            before = word;
        }
    }

    private static (int Dy, int Dz)[][] RodsOfBall(int radius)
    {
        var rows = new List<(int, int)>[radius + 1];
        for (int i = 0; i <= radius; i++)
            rows[i] = [];
        for (int dz = -radius; dz <= radius; dz++)
        {
            for (int dy = -radius; dy <= radius; dy++)
            {
                int rest = (radius * radius) - (dy * dy) - (dz * dz);
                if (rest >= 0)
                    rows[(int)Math.Sqrt(rest)].Add((dy, dz));
            }
        }

        return [.. rows.Select(r => r.ToArray())];
    }
}
