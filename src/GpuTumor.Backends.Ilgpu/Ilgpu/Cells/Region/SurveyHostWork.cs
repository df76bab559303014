using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Holds the tile of a voxel with a host cell that came from blood.</summary>
internal readonly struct SurveyHostWork(int row, int plane, ArrayView<uint> host, HeldTiles held) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ArrayView<uint> _host = host;
    private readonly HeldTiles _held = held;

    public void At(int x, int y, int z)
    {
        HostKind kind = HostRecord.Kind(_host[(z * _plane) + (y * _row) + x]);
        if (kind == HostKind.TCell || kind == HostKind.Mdsc || kind == HostKind.Tam)
            _held.Enter(x, y, z);
    }
}
