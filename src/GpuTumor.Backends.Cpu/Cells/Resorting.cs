using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>Brings the cells' records into the order of their voxels, without holes, so that neighbours lie together in memory.</summary>
internal sealed unsafe class Resorting(CellLattice lattice, CellPool pool, Workers workers)
{
    // Records lose their order as cells move, and holes open as they die; both only cost time, so now and then is enough.
    private const int StepsBetween = 96;
    private const double MostHoles = 0.2;
    private readonly int[] _cells = new int[lattice.Grid.Nz];
    private readonly Grid _grid = lattice.Grid;

    /// <summary>Sorts if it is time to.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="living">Records in use, holes not counted.</param>
    /// <returns>Whether it did.</returns>
    public bool SortIfDue(long step, long living)
    {
        long holes = pool.Count - living;
        if (holes <= MostHoles * pool.Count && step % StepsBetween != 0)
            return false;
        workers.Run(Count);
        int total = 0;
        for (int z = lattice.Active.Z0; z < lattice.Active.Z1; z++)
        {
            int here = _cells[z];
            _cells[z] = total;
            total += here;
        }

        using CellPool sorted = new(total + (total / 4) + CellPool.Block);
        sorted.Extend(total);
        workers.Run(member => Move(member, sorted));
        pool.TakeFrom(sorted);
        return true;
    }

    private void Count(int member)
    {
        ActiveBox box = lattice.Active;
        (int start, int end) = workers.Share(box.Planes, member);
        for (int z = box.Z0 + start; z < box.Z0 + end; z++)
        {
            int cells = 0;
            for (int y = box.Y0; y < box.Y1; y++)
            {
                int row = (int)_grid.Index(0, y, z);
                for (int x = box.X0; x < box.X1; x++)
                {
                    cells += lattice.Resident[row + x] == 0 ? 0 : 1;
                    cells += lattice.Waiting[row + x] == 0 ? 0 : 1;
                }
            }

            _cells[z] = cells;
        }
    }

    private void Move(int member, CellPool sorted)
    {
        ActiveBox box = lattice.Active;
        (int start, int end) = workers.Share(box.Planes, member);
        for (int z = box.Z0 + start; z < box.Z0 + end; z++)
        {
            int next = _cells[z];
            for (int y = box.Y0; y < box.Y1; y++)
            {
                int row = (int)_grid.Index(0, y, z);
                for (int x = box.X0; x < box.X1; x++)
                {
                    Place(ref lattice.Resident[row + x], sorted, ref next);
                    Place(ref lattice.Waiting[row + x], sorted, ref next);
                }
            }
        }
    }

    private void Place(ref int slotAfterOne, CellPool sorted, ref int next)
    {
        if (slotAfterOne == 0)
            return;
        sorted.CopyFrom(pool, slotAfterOne - 1, next);
        slotAfterOne = ++next;
    }
}
