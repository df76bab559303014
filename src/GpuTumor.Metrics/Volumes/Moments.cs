using System.Numerics;

namespace GpuTumor.Metrics;

/// <summary>Count, centroid and spread of a set of voxels, in voxels.</summary>
/// <param name="Count">Voxels.</param>
/// <param name="X">Centroid along x; NaN for an empty set.</param>
/// <param name="Y">Centroid along y.</param>
/// <param name="Z">Centroid along z.</param>
/// <param name="MeanSquare">Mean squared distance of voxel centres from the centroid [voxel²].</param>
public readonly record struct Moments(long Count, double X, double Y, double Z, double MeanSquare)
{
    /// <summary>Of a set.</summary>
    public static Moments Of(VoxelMask mask)
    {
        var planes = new (long Count, Int128 X, Int128 Y, Int128 Squares)[mask.Nz];
        Parallel.For(0, mask.Nz, z => planes[z] = OfPlane(mask, z));
        long count = 0;
        Int128 x = 0, y = 0, zz = 0, squares = 0;
        for (int z = 0; z < planes.Length; z++)
        {
            count += planes[z].Count;
            x += planes[z].X;
            y += planes[z].Y;
            zz += (Int128)planes[z].Count * z;
            squares += planes[z].Squares + ((Int128)planes[z].Count * z * z);
        }

        double mx = (double)x / count;
        double my = (double)y / count;
        double mz = (double)zz / count;
        return new(count, mx, my, mz, Math.Max(0, ((double)squares / count) - (mx * mx) - (my * my) - (mz * mz)));
    }

    private static (long Count, Int128 X, Int128 Y, Int128 Squares) OfPlane(VoxelMask mask, int z)
    {
        long count = 0, sumX = 0, sumY = 0, squares = 0;
        for (int y = 0; y < mask.Ny; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(y, z);
            for (int w = 0; w < row.Length; w++)
            {
                for (ulong word = row[w]; word != 0; word &= word - 1)
                {
                    long x = (w * 64) + BitOperations.TrailingZeroCount(word);
                    count++;
                    sumX += x;
                    sumY += y;
                    squares += (x * x) + ((long)y * y);
                }
            }
        }

        return (count, sumX, sumY, squares);
    }
}
