using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// The epithelial–mesenchymal transition: hypoxia, the suppressor, MET with AKT and a memory of stress turn a cell mesenchymal;
/// once it is, it takes less to stay so.
/// </summary>
/// <remarks>
/// d = 0.35·hyp + 0.4·hill(TGF-β, 0.5) + 0.35·h(HGF)·A + 0.2·m + χ·F; x' = (x∞ − x)/τ, x∞ = hill(d, K, 4); K = 0.5 for x below one
/// half, else 0.3: between d = 0.3 and 0.5 both states are stable; weights [G]. τ = 3 d up, 6 d down [G]; χ = 0 in melanoma, 1 in breast, where FRA1
/// promotes spread [G]. A mesenchymal cell divides less and dies less (× 1 − 0.4·x each [G]). Invariant: 0 ≤ x ≤ 1.
/// </remarks>
/// <param name="FromHypoxia">Weight of the want of oxygen.</param>
/// <param name="FromSuppressor">Weight of the suppressor.</param>
/// <param name="Suppressor">Response to the suppressor [nM].</param>
/// <param name="FromMet">Weight of MET with AKT.</param>
/// <param name="FromMemory">Weight of the memory.</param>
/// <param name="FromFra1">χ, weight of FRA1.</param>
/// <param name="Turning">Response to the drive of an epithelial cell.</param>
/// <param name="StayingHalfMaximum">The same half-maximum of a mesenchymal cell.</param>
/// <param name="Up">τ towards mesenchymal.</param>
/// <param name="Down">τ towards epithelial.</param>
/// <param name="Slowing">Part of its rate of division that a mesenchymal cell loses, 0–1.</param>
/// <param name="Protection">Part of its rate of death by drugs that a mesenchymal cell is spared, 0–1.</param>
public readonly record struct EpithelialMesenchymalTransition(
    float FromHypoxia, float FromSuppressor, Hill Suppressor, float FromMet, float FromMemory, float FromFra1,
    Hill Turning, float StayingHalfMaximum, Lag Up, Lag Down, float Slowing, float Protection)
{
    /// <summary>The drive d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Drive<TLane, TWord>(in CellActivity<TLane> activity, in CellLevels<TLane> levels, TLane suppressor)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane drive = TLane.Of(FromHypoxia) * activity.Hypoxia;
        drive = TLane.Fma(TLane.Of(FromSuppressor), Suppressor.Of<TLane, TWord>(suppressor), drive);
        drive = TLane.Fma(TLane.Of(FromMet) * activity.MetResponse, activity.Akt, drive);
        drive = TLane.Fma(TLane.Of(FromMemory), levels.Memory, drive);
        return TLane.Fma(TLane.Of(FromFra1), levels.Fra1, drive);
    }

    /// <summary>The state x a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Advance<TLane, TWord>(TLane state, TLane drive)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane halfMaximum = TLane.WhereLess(
            state, TLane.Of(0.5f), TLane.Of(Turning.HalfMaximum), TLane.Of(StayingHalfMaximum));
        TLane wanted = Turning.Of<TLane, TWord>(drive, halfMaximum);
        return TLane.WhereLess(
            state, wanted, Up.Towards<TLane, TWord>(state, wanted), Down.Towards<TLane, TWord>(state, wanted));
    }
}
