using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Puts the first cells into the lattice.</summary>
internal static unsafe class FirstCells
{
    /// <summary>Seeds the tissue of a model.</summary>
    public static void Settle(Model model, CellLattice lattice, CellPool pool)
    {
        if (model.Seeding.Cells == 0)
            return;
        int slot = pool.Extend((int)model.Seeding.Cells);
        foreach ((int x, int y, int z, int founder) in SeededBall.Cells(model))
        {
            int voxel = (int)model.Grid.Index(x, y, z);
            pool.Found(slot, voxel, FirstCell.Of(model, founder, voxel), (uint)founder + 1u);
            lattice.Resident[voxel] = ++slot;
            lattice.Distance[voxel] = DistanceToRoom.JustEntered;
            lattice.Active.Enter(x, y, z);
        }
    }
}
