namespace GpuTumor.Kernels;

/// <summary>Stemness: the power to found a colony, greatest halfway between epithelial and mesenchymal.</summary>
/// <remarks>q = 0.1 + 0.8·exp(−((x − 0.5)/0.2)²) [G]. Not stored: it follows from x. Invariant: 0.1 ≤ q ≤ 0.9.</remarks>
/// <param name="Least">q far from the optimum.</param>
/// <param name="Gain">Added at the optimum.</param>
/// <param name="Optimum">x of the greatest q.</param>
/// <param name="Width">Of the bell, in x.</param>
public readonly record struct Stemness(float Least, float Gain, float Optimum, float Width)
{
    /// <summary>q of a state x.</summary>
    public TLane Of<TLane, TWord>(in TLane state)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane away = (state - TLane.Of(Optimum)) / TLane.Of(Width);
        TLane bell = Elementary.Exp2<TLane, TWord>(away * away * TLane.Of(-1.44269504f));
        return TLane.Fma(TLane.Of(Gain), bell, TLane.Of(Least));
    }
}
