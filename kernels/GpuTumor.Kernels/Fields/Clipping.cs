using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Lifts undershoots to zero. What is not finite stays so: a clamp must not hide a divergence.</summary>
public static class Clipping
{
    /// <summary>The concentration, zero where it is negative, not a number where it is −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Positive<TLane>(TLane concentration)
        where TLane : struct, ILane<TLane>
    {
        TLane zero = TLane.Of(0f);
        // None of what is finite is nothing; none of what is not is not a number.
        TLane none = TLane.Fma(concentration, zero, zero);
        return TLane.WhereLess(concentration, zero, none, concentration);
    }
}
