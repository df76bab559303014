using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Counts the clones that begin in each row, among the cells that have just divided.</summary>
internal readonly struct BeginningClonesWork(
    Mutation mutation, ulong seed, uint step, int row, CellSlots resident, ArrayView<byte> mark, ArrayView<uint> counts) : IItemWork
{
    private readonly Mutation _mutation = mutation;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly int _row = row;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<byte> _mark = mark;
    private readonly ArrayView<uint> _counts = counts;

    public void At(long item)
    {
        uint count = 0u;
        for (int x = 1; x < _row - 1; x++)
        {
            int voxel = ((int)item * _row) + x;
            if (_mark[voxel] != DecideWork.Divided)
                continue;
            uint status = _resident.Status[voxel];
            count += (_mutation.Of(_seed, (uint)voxel, 0u, _step, status) & Mutation.NewClone) >> 8;
            count += (_mutation.Of(_seed, (uint)voxel, 1u, _step, status) & Mutation.NewClone) >> 8;
        }

        _counts[item] = count;
    }
}
