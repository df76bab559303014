using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>A saturating response: xⁿ / (xⁿ + Kⁿ).</summary>
/// <param name="HalfMaximum">K, the value that gives one half, in the unit of x.</param>
/// <param name="Exponent">n, the steepness.</param>
public readonly record struct Hill(float HalfMaximum, float Exponent)
{
    /// <summary>The response to <paramref name="x"/> ≥ 0, between 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Of<TLane, TWord>(TLane x)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => Of<TLane, TWord>(x, TLane.Of(HalfMaximum));

    /// <summary>The response where K differs from lane to lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Of<TLane, TWord>(TLane x, TLane halfMaximum)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane octaves = Elementary.Log2<TLane, TWord>(halfMaximum) - Elementary.Log2<TLane, TWord>(x);
        TLane ratio = Elementary.Exp2<TLane, TWord>(octaves * TLane.Of(Exponent));
        return TLane.Of(1f) / (TLane.Of(1f) + ratio);
    }
}
