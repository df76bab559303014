using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The vessel of a voxel inside the rim collapses, if it does.</summary>
internal readonly struct CollapseWork(
    int row, int plane, VesselCollapse collapse, ulong seed, uint step, uint threshold, ArrayView<byte> distance,
    ArrayView<byte> perfusion) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly VesselCollapse _collapse = collapse;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly uint _threshold = threshold;
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _perfusion = perfusion;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        byte now = _perfusion[voxel];
        if (now != 0)
            _perfusion[voxel] = _collapse.Advance(now, _distance[voxel], voxel, z, _plane, _seed, _step, _threshold);
    }
}
