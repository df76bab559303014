using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Elementary functions by polynomials in fused multiply–adds: the same bits on every device.</summary>
/// <remarks>Coefficients of Cephes (S. L. Moshier, netlib.org/cephes: exp2f, logf).</remarks>
public static class Elementary
{
    /// <summary>2ˣ for x clamped to [−126, 126]; relative error below 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Exp2<TLane, TWord>(TLane x)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        x = TLane.Min(TLane.Max(x, TLane.Of(-126f)), TLane.Of(126f));
        TWord shifted = TLane.Truncate(x + TLane.Of(126.5f));
        TLane f = x - (TLane.FromWord(shifted) - TLane.Of(126f));
        TLane p = TLane.Of(1.535336188319500e-4f);
        p = TLane.Fma(p, f, TLane.Of(1.339887440266574e-3f));
        p = TLane.Fma(p, f, TLane.Of(9.618437357674640e-3f));
        p = TLane.Fma(p, f, TLane.Of(5.550332471162809e-2f));
        p = TLane.Fma(p, f, TLane.Of(2.402264791363012e-1f));
        p = TLane.Fma(p, f, TLane.Of(6.931472028550421e-1f));
        p = TLane.Fma(p, f, TLane.Of(1f));
        TLane scale = TLane.FromBits((shifted + TWord.Of(1u)) << 23);
        return p * scale;
    }

    /// <summary>The binary logarithm of a non-negative normal value; −127 for zero. Absolute error below 2e-7 near 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log2<TLane, TWord>(TLane x)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord bits = TLane.Bits(x);
        TLane exponent = TLane.FromWord(bits >> 23) - TLane.Of(127f);
        TLane mantissa = TLane.FromBits((bits & TWord.Of(0x007FFFFFu)) | TWord.Of(0x3F800000u));
        TLane half = TLane.WhereLess(TLane.Of(1.41421356f), mantissa, TLane.Of(0.5f), TLane.Of(1f));
        exponent += TLane.WhereLess(TLane.Of(1.41421356f), mantissa, TLane.Of(1f), TLane.Of(0f));
        TLane t = TLane.Fma(mantissa, half, TLane.Of(-1f));
        TLane p = TLane.Of(7.0376836292e-2f);
        p = TLane.Fma(p, t, TLane.Of(-1.1514610310e-1f));
        p = TLane.Fma(p, t, TLane.Of(1.1676998740e-1f));
        p = TLane.Fma(p, t, TLane.Of(-1.2420140846e-1f));
        p = TLane.Fma(p, t, TLane.Of(1.4249322787e-1f));
        p = TLane.Fma(p, t, TLane.Of(-1.6668057665e-1f));
        p = TLane.Fma(p, t, TLane.Of(2.0000714765e-1f));
        p = TLane.Fma(p, t, TLane.Of(-2.4999993993e-1f));
        p = TLane.Fma(p, t, TLane.Of(3.3333331174e-1f));
        TLane square = t * t;
        TLane natural = TLane.Fma(square * t, p, TLane.Fma(square, TLane.Of(-0.5f), t));
        return TLane.Fma(natural, TLane.Of(1.44269504f), exponent);
    }

    /// <summary>1 − e⁻ˣ for x ≥ 0 without cancellation; relative error below 1e-6.</summary>
    /// <remarks>A polynomial q of y = x/16, then 1 − (1 − q)¹⁶ by four doublings q ← q·(2 − q).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Saturation<TLane, TWord>(TLane x)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane y = TLane.Min(x * TLane.Of(0.0625f), TLane.Of(1.25f));
        TLane p = TLane.Fma(TLane.Of(1f / 120f), y, TLane.Of(-1f / 24f));
        p = TLane.Fma(p, y, TLane.Of(1f / 6f));
        p = TLane.Fma(p, y, TLane.Of(-0.5f));
        TLane q = TLane.Fma(y * y, p, y);
        q = Doubled<TLane, TWord>(q);
        q = Doubled<TLane, TWord>(q);
        q = Doubled<TLane, TWord>(q);
        return Doubled<TLane, TWord>(q);
    }

    /// <summary>eˣ − 1 for 0 ≤ x ≤ 1 without cancellation; relative error below 1e-6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Growth<TLane, TWord>(TLane x)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane y = x * TLane.Of(0.25f);
        TLane p = TLane.Fma(TLane.Of(1f / 120f), y, TLane.Of(1f / 24f));
        p = TLane.Fma(p, y, TLane.Of(1f / 6f));
        p = TLane.Fma(p, y, TLane.Of(0.5f));
        TLane q = TLane.Fma(y * y, p, y);
        // e²ʸ − 1 = q·(2 + q), twice.
        q = TLane.Fma(q, q, q + q);
        return TLane.Fma(q, q, q + q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Doubled<TLane, TWord>(TLane q)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.NegatedFma(q, q, q + q);
}
