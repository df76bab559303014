using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The vessels as sprouting reads them; VEGF is empty if the model does not have it.</summary>
internal readonly struct VesselView(ArrayView<byte> perfusion, ArrayView<float> vegf, ArrayView<byte> distance) : IVessels
{
    private readonly ArrayView<byte> _perfusion = perfusion;
    private readonly ArrayView<float> _vegf = vegf;
    private readonly ArrayView<byte> _distance = distance;

    public byte Perfusion(int voxel) => _perfusion[voxel];

    public float Vegf(int voxel) => _vegf.Length > 0 ? _vegf[voxel] : 0f;

    public bool IsClosed(int voxel) => _distance[voxel] == DistanceToRoom.Closed;
}
