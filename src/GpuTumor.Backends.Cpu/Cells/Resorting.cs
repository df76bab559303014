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
        for (int z = 0; z < _grid.Nz; z++)
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
        (int start, int end) = lattice.Active.Share(workers.Count, member);
        for (int z = start; z < end; z++)
        {
            int cells = 0;
            for (int y = 1; y < _grid.Ny - 1; y++)
            {
                int row = (int)_grid.Index(0, y, z);
                foreach (RowRun run in lattice.Active.At(y, z))
                {
                    for (int x = run.X0; x < run.X1; x++)
                    {
                        cells += lattice.Resident[row + x] == 0 ? 0 : 1;
                        cells += lattice.Waiting[row + x] == 0 ? 0 : 1;
                    }
                }
            }

            _cells[z] = cells;
        }
    }

    private void Move(int member, CellPool sorted)
    {
        (int start, int end) = lattice.Active.Share(workers.Count, member);
        for (int z = start; z < end; z++)
        {
            int next = _cells[z];
            for (int y = 1; y < _grid.Ny - 1; y++)
            {
                int row = (int)_grid.Index(0, y, z);
                foreach (RowRun run in lattice.Active.At(y, z))
                {
                    for (int x = run.X0; x < run.X1; x++)
                    {
                        Place(ref lattice.Resident[row + x], sorted, ref next);
                        Place(ref lattice.Waiting[row + x], sorted, ref next);
                    }
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
