using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Counts the host cells of a kind, and sums their exhaustion.</summary>
/// <param name="row">Voxels of a row.</param>
/// <param name="plane">Voxels of a plane.</param>
/// <param name="kind">The kind.</param>
/// <param name="host">The host cells.</param>
internal readonly struct CountHostWork(int row, int plane, uint kind, ArrayView<uint> host) : IRegionCountWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly uint _kind = kind;
    private readonly ArrayView<uint> _host = host;

    public void At(int x, int y, int z, ref RegionCounts counts)
    {
        uint state = _host[(z * _plane) + (y * _row) + x];
        if ((state & HostRecord.KindMask) != _kind)
            return;
        counts.First += 1L;
        counts.Second += (int)HostRecord.Exhaustion(state);
    }
}
