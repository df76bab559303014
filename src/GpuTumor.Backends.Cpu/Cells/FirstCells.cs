using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Puts the first cells into the lattice: a ball in the middle, its founders mixed at random in exact numbers.</summary>
internal static unsafe class FirstCells
{
    /// <summary>Seeds the tissue of a model.</summary>
    public static void Settle(Model model, CellLattice lattice, CellPool pool)
    {
        Grid grid = model.Grid;
        long wanted = model.Seeding.Cells;
        if (wanted == 0)
            return;
        long cutoff = CutoffOf(grid, wanted, out long atCutoff);
        long[] remaining = Founder.Counts(model.Founders, wanted);
        long left = wanted;
        int first = pool.Extend((int)wanted);
        int slot = first;
        ActiveBox occupied = default;

        foreach ((int x, int y, int z) in Interior(grid))
        {
            long distance = SquaredDistance(grid, x, y, z);
            if (distance > cutoff || (distance == cutoff && atCutoff-- <= 0))
                continue;
            int voxel = (int)grid.Index(x, y, z);
            int founder = Pick(model.Seed, voxel, remaining, left--);
            Founder clone = model.Founders[founder];
            pool.Found(slot, voxel, CellRecord.Founding(founder, clone.Genotype, clone.Fra1Knockdown), (uint)founder + 1u);
            lattice.Resident[voxel] = ++slot;
            lattice.Distance[voxel] = DistanceToRoom.JustEntered;
            occupied = occupied.With(ActiveBox.Of(x, y, z));
        }

        lattice.Occupied = occupied;
    }

    // Selection without replacement: every arrangement of the exact numbers is equally likely.
    private static int Pick(ulong seed, int voxel, long[] remaining, long left)
    {
        ulong word = Philox.Word(seed, RandomProcess.Seeding, (uint)voxel, 0, 0);
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
