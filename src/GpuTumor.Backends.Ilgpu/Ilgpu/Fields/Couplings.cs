using GpuTumor.Kernels;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A cell's couplings to its two neighbours along an axis [1/s], read once.</summary>
internal readonly struct Couplings(AxisView axis, int cell)
{
    /// <summary>To the lower one.</summary>
    public readonly Scalar ToLower = new(axis.ToLower(cell));

    /// <summary>To the upper one.</summary>
    public readonly Scalar ToUpper = new(axis.ToUpper(cell));
}
