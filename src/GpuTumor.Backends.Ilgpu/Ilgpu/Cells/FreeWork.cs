using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Opens the voxels that became free, once all cells have looked at their neighbours.</summary>
internal readonly struct FreeWork(ArrayView<byte> distance, ArrayView<byte> mark) : IItemWork
{
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _mark = mark;

    public void At(long item)
    {
        if (_mark[item] != DecideWork.Freed)
            return;
        _mark[item] = 0;
        _distance[item] = 0;
    }
}
