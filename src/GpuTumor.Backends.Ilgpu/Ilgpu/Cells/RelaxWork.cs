using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One pass over a voxel inside the rim: its distance to free space is relaxed, and a second cell proposes where to go.</summary>
internal readonly struct RelaxWork(
    int row, int plane, ulong seed, uint substep,
    ArrayView<byte> distance, ArrayView<byte> next, ArrayView<byte> mark, ArrayView<uint> waiting) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _substep = substep;
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _next = next;
    private readonly ArrayView<byte> _mark = mark;
    private readonly ArrayView<uint> _waiting = waiting;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        byte centre = _distance[voxel];
        _next[voxel] = new RelaxedDistance(_row, _plane, _distance).At(voxel);
        // Free: nobody waits here, and nothing is proposed.
        if (centre == 0)
            return;
        if (_waiting[voxel] != 0u)
        {
            LatticeView view = new(_distance, _mark, _waiting);
            _mark[voxel] = Shoving.Propose(view, voxel, _row, _plane, _seed, _substep);
        }
        else if (_mark[voxel] != 0)
        {
            // A proposal of the substep before; its cell has moved.
            _mark[voxel] = 0;
        }
    }
}
