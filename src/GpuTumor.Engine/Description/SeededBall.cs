using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The first cells of a tissue: a ball in the middle of the box, its founders mixed at random in exact numbers.</summary>
public static class SeededBall
{
    /// <summary>Where each cell of the ball lives and which founder it is, in the order of the voxels.</summary>
    /// <param name="model">The model; its seeding says how many.</param>
    /// <exception cref="ArgumentException">The ball does not fit the box.</exception>
    public static IEnumerable<(int X, int Y, int Z, int Founder)> Cells(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Seeding.Cells == 0 ? [] : Fill(model);
    }

    private static IEnumerable<(int X, int Y, int Z, int Founder)> Fill(Model model)
    {
        Grid grid = model.Grid;
        long left = model.Seeding.Cells;
        long[] remaining = Founder.Counts(model.Founders, left);
        long cutoff = CutoffOf(grid, left, out long atCutoff);
        foreach ((int x, int y, int z) in Interior(grid))
        {
            long distance = SquaredDistance(grid, x, y, z);
            if (distance > cutoff || (distance == cutoff && atCutoff-- <= 0))
                continue;
            yield return (x, y, z, Pick(model.Seed, (uint)grid.Index(x, y, z), remaining, left--));
        }
    }

    // Selection without replacement: every arrangement of the exact numbers is equally likely.
    private static int Pick(ulong seed, uint voxel, long[] remaining, long left)
    {
        ulong word = Philox.Word(seed, RandomProcess.Seeding, voxel, 0, 0);
        long draw = (long)((word * (ulong)left) >> 32);
        int founder = 0;
        while (draw >= remaining[founder])
            draw -= remaining[founder++];
        remaining[founder]--;
        return founder;
    }

    // The largest squared distance (in half voxels) of the ball, and how many voxels at just that distance belong to it.
    private static long CutoffOf(Grid grid, long wanted, out long atCutoff)
    {
        double radius = Math.Cbrt(3.0 * wanted / (4.0 * Math.PI));
        long largest = (long)Math.Pow(2 * (radius + 3), 2);
        long widest = ((long)grid.Nx * grid.Nx) + ((long)grid.Ny * grid.Ny) + ((long)grid.Nz * grid.Nz);
        long[] atDistance = new long[Math.Min(largest, widest) + 1];
        foreach ((int x, int y, int z) in Interior(grid))
        {
            long distance = SquaredDistance(grid, x, y, z);
            if (distance < atDistance.Length)
                atDistance[distance]++;
        }

        long inside = 0;
        for (int distance = 0; distance < atDistance.Length; distance++)
        {
            if (inside + atDistance[distance] >= wanted)
            {
                atCutoff = wanted - inside;
                return distance;
            }

            inside += atDistance[distance];
        }

        throw new ArgumentException($"a ball of {wanted} cells does not fit a lattice of {grid}", nameof(wanted));
    }

    private static long SquaredDistance(Grid grid, int x, int y, int z)
    {
        long dx = (2L * x) + 1 - grid.Nx;
        long dy = (2L * y) + 1 - grid.Ny;
        long dz = (2L * z) + 1 - grid.Nz;
        return (dx * dx) + (dy * dy) + (dz * dz);
    }

    private static IEnumerable<(int X, int Y, int Z)> Interior(Grid grid)
    {
        for (int z = 1; z < grid.Nz - 1; z++)
        {
            for (int y = 1; y < grid.Ny - 1; y++)
            {
                for (int x = 1; x < grid.Nx - 1; x++)
                    yield return (x, y, z);
            }
        }
    }
}
