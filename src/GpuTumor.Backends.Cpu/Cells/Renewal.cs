using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Acts on the marks that the cell pass left: clears the dead that are gone, and gives dividing cells a daughter.</summary>
/// <remarks>Walks the lattice in voxel order, counting per plane first, so daughters get the same records for any threads.</remarks>
internal sealed unsafe class Renewal(CellLattice lattice, CellPool pool, Workers workers)
{
    private readonly int[] _dividing = new int[lattice.Grid.Nz];
    private readonly Grid _grid = lattice.Grid;
    private int _firstSlot;
    private int _firstEntry;

    /// <summary>Voxels with a second cell, in no order; entries whose second cell has gone are dropped at the next pass.</summary>
    public CrowdedVoxels Crowded { get; } = new();

    /// <summary>Clears, divides, and returns the number of divisions.</summary>
    public long Apply()
    {
        workers.Run(ClearAndCount);
        Crowded.DropSettled(lattice);
        int daughters = 0;
        for (int z = lattice.Active.Z0; z < lattice.Active.Z1; z++)
        {
            int here = _dividing[z];
            _dividing[z] = daughters;
            daughters += here;
        }

        if (daughters == 0)
            return 0;
        _firstSlot = pool.Extend(daughters);
        _firstEntry = Crowded.Extend(daughters);
        workers.Run(Divide);
        return daughters;
    }

    private void ClearAndCount(int member)
    {
        ActiveBox box = lattice.Active;
        (int start, int end) = workers.Share(box.Planes, member);
        for (int z = box.Z0 + start; z < box.Z0 + end; z++)
        {
            int dividing = 0;
            for (int y = box.Y0; y < box.Y1; y++)
            {
                int row = (int)_grid.Index(0, y, z);
                int x = box.X0;
                while ((x += UnmarkedFrom(lattice.Mark + row + x, box.X1 - x)) < box.X1)
                {
                    if (lattice.Mark[row + x] == CellLattice.Clears)
                        Clear(row + x);
                    else
                        dividing++;
                    x++;
                }
            }

            _dividing[z] = dividing;
        }
    }

    // Unmarked voxels from here on, at most so many. Eight at a time, as nearly all are unmarked.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UnmarkedFrom(byte* mark, int most)
    {
        int count = 0;
        while (count + 8 <= most && Unsafe.ReadUnaligned<ulong>(mark + count) == 0)
            count += 8;
        while (count < most && mark[count] == 0)
            count++;
        return count;
    }

    private void Clear(int voxel)
    {
        lattice.Mark[voxel] = 0;
        int waiting = lattice.Waiting[voxel];
        if (waiting != 0 && IsGone(waiting))
            lattice.Waiting[voxel] = waiting = 0;
        if (IsGone(lattice.Resident[voxel]))
        {
            lattice.Resident[voxel] = waiting;
            lattice.Waiting[voxel] = 0;
            if (waiting == 0)
                lattice.Distance[voxel] = 0;
        }
    }

    private bool IsGone(int slotAfterOne) => CellRecord.Kind(pool.Status[slotAfterOne - 1]) == CellKind.Empty;

    private void Divide(int member)
    {
        ActiveBox box = lattice.Active;
        (int start, int end) = workers.Share(box.Planes, member);
        for (int z = box.Z0 + start; z < box.Z0 + end; z++)
        {
            int next = _dividing[z];
            for (int y = box.Y0; y < box.Y1; y++)
            {
                int row = (int)_grid.Index(0, y, z);
                int x = box.X0;
                while ((x += UnmarkedFrom(lattice.Mark + row + x, box.X1 - x)) < box.X1)
                {
                    int voxel = row + x++;
                    int slot = _firstSlot + next;
                    pool.CopyFrom(pool, lattice.Resident[voxel] - 1, slot);
                    lattice.Mark[voxel] = 0;
                    lattice.Waiting[voxel] = slot + 1;
                    Crowded[_firstEntry + next] = voxel;
                    next++;
                }
            }
        }
    }
}
