using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Gives the daughters of a row their mutations and new clones, numbered from the row's first, and fills the table.</summary>
internal readonly struct MutateWork(
    Mutation mutation, ulong seed, uint step, int row, int height, CellSlots resident, CellSlots waiting, ArrayView<byte> mark,
    HeldTiles held, ArrayView<uint> firstClones, CloneColumns clones) : IItemWork
{
    private readonly Mutation _mutation = mutation;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly int _row = row;
    private readonly int _height = height;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly ArrayView<byte> _mark = mark;
    private readonly HeldTiles _held = held;
    private readonly ArrayView<uint> _firstClones = firstClones;
    private readonly CloneColumns _clones = clones;

    public void At(long item)
    {
        uint clone = _firstClones[item];
        int z = (int)item / _height;
        int y = (int)item - (z * _height);
        for (int x = 1; x < _row - 1; x++)
        {
            int voxel = ((int)item * _row) + x;
            if (!_held.Holds(x, y, z))
                x |= RegionView.Lanes - 1;
            else if (_mark[voxel] == DecideWork.Divided)
                clone += MutateBoth(voxel, clone);
        }
    }

    // How many clones begin.
    private uint MutateBoth(int voxel, uint clone)
    {
        uint first = Mutate(_resident, voxel, 0u, clone);
        return first + Mutate(_waiting, voxel, 1u, clone + first);
    }

    // 1 if a clone begins.
    private uint Mutate(CellSlots cells, int voxel, uint which, uint clone)
    {
        uint change = _mutation.Of(_seed, (uint)voxel, which, _step, cells.Status[voxel]);
        if (change == 0u)
            return 0u;
        uint gained = change & 255u;
        uint status = cells.Status[voxel] | (gained << CellRecord.GenotypeShift);
        uint parent = cells.Clone[voxel];
        int entry = (int)clone - 1;
        _clones.Parents[entry] = parent;
        _clones.BirthSteps[entry] = _step;
        _clones.Traits[entry] = CloneTraits.Of(status, gained, _clones.Traits[(int)parent - 1]);
        cells.Status[voxel] = status;
        cells.Clone[voxel] = clone;
        return 1u;
    }
}
