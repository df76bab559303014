using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Lifts undershoots to zero. What is not a number stays so: a clamp must not hide a divergence.</summary>
public static class Clipping
{
    /// <summary>The concentration, zero where it is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Positive<TLane>(TLane concentration)
        where TLane : struct, ILane<TLane>
    {
        TLane zero = TLane.Of(0f);
        return TLane.WhereLess(concentration, zero, zero, concentration);
    }
}
