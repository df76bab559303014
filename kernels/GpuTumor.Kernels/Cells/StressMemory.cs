using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>The epigenetic memory of stress: marks laid down under drug, hypoxia or damage, lost slowly, and inherited.</summary>
/// <remarks>
/// m' = (stress − m)/τ, stress = max(1 − E, hyp, min(1, damage)); τ = 7 d up, 30 d down [G]. All enzymes of chromatin are one
/// level. Both daughters inherit it. Invariant: 0 ≤ m ≤ 1.
/// </remarks>
/// <param name="Up">τ of laying down.</param>
/// <param name="Down">τ of losing.</param>
public readonly record struct StressMemory(Lag Up, Lag Down)
{
    /// <summary>The memory a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Advance<TLane, TWord>(TLane memory, TLane erk, TLane hypoxia, TLane damage)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane stress = TLane.Max(TLane.Max(TLane.Of(1f) - erk, hypoxia), TLane.Min(TLane.Of(1f), damage));
        return TLane.WhereLess(
            memory, stress, Up.Towards<TLane, TWord>(memory, stress), Down.Towards<TLane, TWord>(memory, stress));
    }
}
