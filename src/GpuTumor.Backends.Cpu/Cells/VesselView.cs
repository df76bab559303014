using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The vessels as sprouting reads them.</summary>
internal readonly unsafe struct VesselView(byte* perfusion, float* vegf, byte* distance) : IVessels
{
    private readonly byte* _perfusion = perfusion;
    private readonly float* _vegf = vegf;
    private readonly byte* _distance = distance;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Perfusion(int voxel) => _perfusion[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Vegf(int voxel) => _vegf is null ? 0f : _vegf[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsClosed(int voxel) => _distance[voxel] == DistanceToRoom.Closed;
}
