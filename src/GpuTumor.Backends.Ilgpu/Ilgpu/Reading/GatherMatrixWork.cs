using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The density of the matrix as it is read out, 255 = densest.</summary>
internal readonly struct GatherMatrixWork(long first, ArrayView<float> density, ArrayView<byte> bytes) : IItemWork
{
    private readonly long _first = first;
    private readonly ArrayView<float> _density = density;
    private readonly ArrayView<byte> _bytes = bytes;

    public void At(long item)
    {
        float density = _density[_first + item];
        _bytes[item] = (byte)(int)MathF.Round(255f * (density < 1f ? density : 1f));
    }
}
