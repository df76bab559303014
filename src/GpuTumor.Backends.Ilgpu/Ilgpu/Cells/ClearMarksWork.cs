using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Clears the mark of a voxel.</summary>
internal readonly struct ClearMarksWork(int row, int plane, ArrayView<byte> mark) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ArrayView<byte> _mark = mark;

    public void At(int x, int y, int z) => _mark[(z * _plane) + (y * _row) + x] = 0;
}
