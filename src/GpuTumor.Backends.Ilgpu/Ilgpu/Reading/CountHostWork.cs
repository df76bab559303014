using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Counts the host cells of a kind, or sums the exhaustion of T cells: each item takes the voxels item, item + strands, …</summary>
/// <param name="kind">The kind.</param>
/// <param name="exhaustion">1 to sum exhaustion instead.</param>
/// <param name="voxels">Voxels.</param>
/// <param name="strands">Items.</param>
/// <param name="host">The host cells.</param>
/// <param name="counts">Takes the counts.</param>
internal readonly struct CountHostWork(
    uint kind, int exhaustion, long voxels, long strands, ArrayView<uint> host, ArrayView<long> counts) : IItemWork
{
    private readonly uint _kind = kind;
    private readonly int _exhaustion = exhaustion;
    private readonly long _voxels = voxels;
    private readonly long _strands = strands;
    private readonly ArrayView<uint> _host = host;
    private readonly ArrayView<long> _counts = counts;

    public void At(long item)
    {
        long count = 0;
        for (long voxel = item; voxel < _voxels; voxel += _strands)
        {
            uint state = _host[voxel];
            if ((state & HostRecord.KindMask) == _kind)
                count += _exhaustion == 0 ? 1L : (long)(int)HostRecord.Exhaustion(state);
        }

        _counts[item] = count;
    }
}
