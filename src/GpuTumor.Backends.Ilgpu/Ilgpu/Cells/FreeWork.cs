using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Opens the voxels that became free, once all cells have looked at their neighbours.</summary>
internal readonly struct FreeWork(int row, int plane, ArrayView<byte> distance, ArrayView<byte> mark) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _mark = mark;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        if (_mark[voxel] != DecideWork.Freed)
            return;
        _mark[voxel] = 0;
        _distance[voxel] = 0;
    }
}
