namespace GpuTumor.Metrics.Tests;

/// <summary>Sets of voxels with known measures.</summary>
internal static class Shapes
{
    public static VoxelMask Where(int nx, int ny, int nz, Func<int, int, int, bool> inside)
    {
        var mask = new VoxelMask(nx, ny, nz);
        for (int z = 0; z < nz; z++)
        {
            for (int y = 0; y < ny; y++)
            {
                for (int x = 0; x < nx; x++)
                {
                    if (inside(x, y, z))
                        mask[x, y, z] = true;
                }
            }
        }

        return mask;
    }

    public static bool InBall(int x, int y, int z, double cx, double cy, double cz, double radius)
        => ((x - cx) * (x - cx)) + ((y - cy) * (y - cy)) + ((z - cz) * (z - cz)) <= radius * radius;

    public static VoxelMask Ball(int n, double radius)
    {
        double c = (n - 1) / 2.0;
        return Where(n, n, n, (x, y, z) => InBall(x, y, z, c, c, c, radius));
    }

    public static VoxelMask Random(int nx, int ny, int nz, double share, int seed)
    {
        var random = new Random(seed);
        return Where(nx, ny, nz, (_, _, _) => random.NextDouble() < share);
    }

    public static IEnumerable<(int X, int Y, int Z)> Voxels(VoxelMask mask)
    {
        for (int z = 0; z < mask.Nz; z++)
        {
            for (int y = 0; y < mask.Ny; y++)
            {
                for (int x = 0; x < mask.Nx; x++)
                {
                    if (mask[x, y, z])
                        yield return (x, y, z);
                }
            }
        }
    }
}
