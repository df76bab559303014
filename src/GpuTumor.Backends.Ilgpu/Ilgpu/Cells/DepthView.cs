using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The map of depths as kernels read it.</summary>
internal readonly struct DepthView(ArrayView<byte> depths, int width, int height, int depth) : IDepthMap
{
    private readonly ArrayView<byte> _depths = depths;
    private readonly int _width = width;
    private readonly int _height = height;
    private readonly int _depth = depth;

    public byte Depth(int x, int y, int z) => _depths[Clamp(x, _width) + (_width * (Clamp(y, _height) + (_height * Clamp(z, _depth))))];

    private static int Clamp(int place, int count) => place < 0 ? 0 : place >= count ? count - 1 : place;
}
