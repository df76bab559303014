using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The vessels as sprouting reads them.</summary>
internal readonly unsafe struct VesselView(byte* perfusion, ConcentrationView vegf, byte* distance) : IVessels
{
    private readonly byte* _perfusion = perfusion;
    private readonly ConcentrationView _vegf = vegf;
    private readonly byte* _distance = distance;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Perfusion(int voxel) => _perfusion[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Vegf(int voxel) => _vegf.Or(0f, voxel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsClosed(int voxel) => _distance[voxel] == DistanceToRoom.Closed;
}
