using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The vessels as sprouting reads them; VEGF is nowhere if the model does not have it.</summary>
internal readonly struct VesselView(ArrayView<byte> perfusion, ConcentrationView vegf, ArrayView<byte> distance) : IVessels
{
    private readonly ArrayView<byte> _perfusion = perfusion;
    private readonly ConcentrationView _vegf = vegf;
    private readonly ArrayView<byte> _distance = distance;

    public byte Perfusion(int voxel) => _perfusion[voxel];

    public float Vegf(int voxel) => _vegf.Or(0f, voxel);

    public bool IsClosed(int voxel) => _distance[voxel] == DistanceToRoom.Closed;
}
