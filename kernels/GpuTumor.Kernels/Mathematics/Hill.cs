using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>A saturating response: xⁿ / (xⁿ + Kⁿ).</summary>
/// <remarks>Whole exponents up to 4 and 1.5 are products; others go through the logarithm.</remarks>
/// <param name="HalfMaximum">K, the value that gives one half, in the unit of x.</param>
/// <param name="Exponent">n, the steepness.</param>
public readonly record struct Hill(float HalfMaximum, float Exponent)
{
    // Powers stay normal numbers: a device may take smaller ones for zero.
    private const float Least = 1e-9f;
    private const float Most = 1e9f;

    /// <summary>The response to <paramref name="x"/> ≥ 0, between 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Of<TLane, TWord>(TLane x)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => Of<TLane, TWord>(x, TLane.Of(HalfMaximum));

    /// <summary>The response where K differs from lane to lane.</summary>
    public TLane Of<TLane, TWord>(in TLane x, in TLane halfMaximum)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane bounded = TLane.Min(TLane.Max(x, TLane.Of(Least)), TLane.Of(Most));
        if (Exponent == 1f)
            return bounded / TLane.Fma(bounded, TLane.Of(1f), halfMaximum);
        if (Exponent == 1.5f)
            return Share<TLane, TWord>(bounded, TLane.Root(bounded), halfMaximum * TLane.Root(halfMaximum));
        if (Exponent == 2f)
            return Share<TLane, TWord>(bounded, bounded, halfMaximum * halfMaximum);
        if (Exponent == 3f)
            return Share<TLane, TWord>(bounded, bounded * bounded, halfMaximum * halfMaximum * halfMaximum);
        if (Exponent == 4f)
        {
            TLane square = halfMaximum * halfMaximum;
            return Share<TLane, TWord>(bounded, bounded * bounded * bounded, square * square);
        }

        TLane octaves = Elementary.Log2<TLane, TWord>(halfMaximum) - Elementary.Log2<TLane, TWord>(bounded);
        TLane ratio = Elementary.Exp2<TLane, TWord>(octaves * TLane.Of(Exponent));
        return TLane.Of(1f) / TLane.Fma(ratio, TLane.Of(1f), TLane.Of(1f));
    }

    // x·rest / (x·rest + K), with K and x·rest raised to the exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Share<TLane, TWord>(TLane x, TLane rest, TLane half)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => x * rest / TLane.Fma(x, rest, half);
}
