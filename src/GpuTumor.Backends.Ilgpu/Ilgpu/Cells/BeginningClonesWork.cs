using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Counts the clones that begin in each row, among the cells that have just divided.</summary>
internal readonly struct BeginningClonesWork(
    Mutation mutation, ulong seed, uint step, int row, int height, CellSlots resident, ArrayView<byte> mark,
    HeldTiles held, ArrayView<uint> counts) : IItemWork
{
    private readonly Mutation _mutation = mutation;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly int _row = row;
    private readonly int _height = height;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<byte> _mark = mark;
    private readonly HeldTiles _held = held;
    private readonly ArrayView<uint> _counts = counts;

    public void At(long item)
    {
        uint count = 0u;
        int z = (int)item / _height;
        int y = (int)item - (z * _height);
        for (int x = 1; x < _row - 1; x++)
        {
            int voxel = ((int)item * _row) + x;
            if (!_held.Holds(x, y, z))
                x |= RegionView.Lanes - 1;
            else if (_mark[voxel] == DecideWork.Divided)
                count += Beginning(voxel);
        }

        _counts[item] = count;
    }

    private uint Beginning(int voxel)
    {
        uint status = _resident.Status[voxel];
        uint first = (_mutation.Of(_seed, (uint)voxel, 0u, _step, status) & Mutation.NewClone) >> 8;
        uint second = (_mutation.Of(_seed, (uint)voxel, 1u, _step, status) & Mutation.NewClone) >> 8;
        return first + second;
    }
}
