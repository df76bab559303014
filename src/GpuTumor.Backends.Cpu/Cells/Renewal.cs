using System.Runtime.CompilerServices;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Acts on the marks that the cell pass left: clears the dead that are gone, and gives dividing cells a daughter.</summary>
/// <remarks>
/// Walks the lattice in voxel order, counting per plane first, so daughters get the same records, and new clones the same
/// numbers, for any threads.
/// </remarks>
internal sealed unsafe class Renewal
{
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly Workers _workers;
    private readonly Grid _grid;
    private readonly int[] _dividing;
    private readonly int[] _beginning;
    private readonly Mutation _mutation;
    private readonly ulong _seed;
    private readonly Action<int> _clearAndCount;
    private readonly Action<int> _divide;
    private int _firstSlot;
    private int _firstEntry;
    private uint _firstClone;
    private uint _step;

    private readonly HostLayer? _host;

    public Renewal(Model model, CellLattice lattice, CellPool pool, HostLayer? host, Workers workers)
    {
        _host = host;
        _lattice = lattice;
        _pool = pool;
        _workers = workers;
        _grid = lattice.Grid;
        _dividing = new int[lattice.Grid.Nz];
        _beginning = new int[lattice.Grid.Nz];
        _mutation = model.Mutation;
        _seed = model.Seed;
        Clones = CloneTable.OfFounders(model);
        _clearAndCount = ClearAndCount;
        _divide = Divide;
    }

    /// <summary>Voxels with a second cell, in no order; entries whose second cell has gone are dropped at the next pass.</summary>
    public CrowdedVoxels Crowded { get; } = new();

    /// <summary>Every clone that has been.</summary>
    public CloneTable Clones { get; }

    /// <summary>Clears, divides, and returns the number of divisions.</summary>
    public long Apply(long step)
    {
        _step = (uint)step;
        _workers.Run(_clearAndCount, _lattice.Active.Voxels / 8);
        Crowded.DropSettled(_lattice);
        int daughters = 0;
        int clones = 0;
        for (int z = 0; z < _grid.Nz; z++)
        {
            int here = _dividing[z];
            _dividing[z] = daughters;
            daughters += here;
            (here, _beginning[z]) = (_beginning[z], clones);
            clones += here;
        }

        if (daughters == 0)
            return 0;
        _firstSlot = _pool.Extend(daughters);
        _firstEntry = Crowded.Extend(daughters);
        _firstClone = Clones.Extend(clones);
        _workers.Run(_divide, _lattice.Active.Voxels / 8);
        return daughters;
    }

    private void ClearAndCount(int member)
    {
        (int start, int end) = _lattice.Active.Share(_workers.Count, member);
        for (int z = start; z < end; z++)
        {
            (_dividing[z], _beginning[z]) = (0, 0);
            for (int y = 1; y < _grid.Ny - 1; y++)
            {
                foreach (RowRun run in _lattice.Active.At(y, z))
                    ClearAndCount((int)_grid.Index(0, y, z), z, run);
            }
        }
    }

    private void ClearAndCount(int row, int z, RowRun run)
    {
        int x = run.X0;
        while ((x += UnmarkedFrom(_lattice.Mark + row + x, run.X1 - x)) < run.X1)
        {
            int voxel = row + x++;
            if (_lattice.Mark[voxel] == CellLattice.Clears)
            {
                Clear(voxel);
                continue;
            }

            _dividing[z]++;
            _beginning[z] += Beginning(voxel);
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
        _lattice.Mark[voxel] = 0;
        if (_host is not null)
            _host.Debris[voxel] = byte.MaxValue;
        int waiting = _lattice.Waiting[voxel];
        if (waiting != 0 && IsGone(waiting))
            _lattice.Waiting[voxel] = waiting = 0;
        if (IsGone(_lattice.Resident[voxel]))
        {
            _lattice.Resident[voxel] = waiting;
            _lattice.Waiting[voxel] = 0;
            if (waiting == 0)
                _lattice.Distance[voxel] = 0;
        }
    }

    private bool IsGone(int slotAfterOne) => CellRecord.Kind(_pool.Status[slotAfterOne - 1]) == CellKind.Empty;

    // How many clones begin as the resident of a voxel divides.
    private int Beginning(int voxel)
    {
        if (_mutation.IsNone)
            return 0;
        uint status = _pool.Status[_lattice.Resident[voxel] - 1];
        uint begins = (_mutation.Of(_seed, (uint)voxel, 0u, _step, status) & Mutation.NewClone)
            + (_mutation.Of(_seed, (uint)voxel, 1u, _step, status) & Mutation.NewClone);
        return (int)(begins / Mutation.NewClone);
    }

    private void Mutate(int voxel, uint which, int slot, ref uint clone)
    {
        if (_mutation.IsNone)
            return;
        uint change = _mutation.Of(_seed, (uint)voxel, which, _step, _pool.Status[slot]);
        if (change == 0u)
            return;
        uint gained = change & 255u;
        uint status = _pool.Status[slot] | (gained << CellRecord.GenotypeShift);
        uint parent = _pool.Clone[slot];
        Clones.Set(clone, parent, _step, CloneTraits.Of(status, gained, Clones.TraitsOf(parent)));
        _pool.Status[slot] = status;
        _pool.Clone[slot] = clone++;
    }

    private void Divide(int member)
    {
        (int start, int end) = _lattice.Active.Share(_workers.Count, member);
        for (int z = start; z < end; z++)
        {
            int next = _dividing[z];
            uint clone = _firstClone + (uint)_beginning[z];
            for (int y = 1; y < _grid.Ny - 1; y++)
            {
                foreach (RowRun run in _lattice.Active.At(y, z))
                    Divide((int)_grid.Index(0, y, z), run, ref next, ref clone);
            }
        }
    }

    private void Divide(int row, RowRun run, ref int next, ref uint clone)
    {
        int x = run.X0;
        while ((x += UnmarkedFrom(_lattice.Mark + row + x, run.X1 - x)) < run.X1)
        {
            int voxel = row + x++;
            int slot = _firstSlot + next;
            _pool.CopyFrom(_pool, _lattice.Resident[voxel] - 1, slot);
            _lattice.Mark[voxel] = 0;
            _lattice.Waiting[voxel] = slot + 1;
            Crowded[_firstEntry + next] = voxel;
            Mutate(voxel, 0u, _lattice.Resident[voxel] - 1, ref clone);
            Mutate(voxel, 1u, slot, ref clone);
            next++;
        }
    }
}
