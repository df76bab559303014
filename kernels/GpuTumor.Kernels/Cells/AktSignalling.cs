using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>AKT, where the growth factors meet: HGF (more so once MAPK is blocked), IGF1 and a PI3K mutation raise it.</summary>
/// <remarks>
/// A = min(1, 0.2 + 0.35·h(HGF)·(1 + ½(1 − E)) + 0.3·h(IGF1) + 0.1·ρ + 0.4·PI3K)·(1 − I_P), I_P = hill(c, 0.1, 1), ρ the
/// matrix in contact (integrins). MET priming by MAPK inhibition: Caenepeel 2017 [V]; weights [C]. Invariant: 0 ≤ A ≤ 1.
/// </remarks>
/// <param name="Basal">Activity without growth factors.</param>
/// <param name="FromHgf">Added by saturating HGF.</param>
/// <param name="Priming">How much more of that when ERK is off.</param>
/// <param name="FromIgf1">Added by saturating IGF1.</param>
/// <param name="FromMatrix">Added by full contact with the matrix.</param>
/// <param name="FromPi3kMutation">Added by the PI3K mutation.</param>
/// <param name="Inhibitor">Response to the PI3K/AKT inhibitor.</param>
public readonly record struct AktSignalling(
    float Basal, float FromHgf, float Priming, float FromIgf1, float FromMatrix, float FromPi3kMutation, Hill Inhibitor)
{
    /// <summary>The activity, 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Activity<TLane, TWord>(
        TLane erk, TLane hgfResponse, TLane igf1Response, TLane matrix, TLane inhibitor, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane primed = TLane.Fma(TLane.Of(Priming), TLane.Max(TLane.Of(0f), TLane.Of(1f) - erk), TLane.Of(1f));
        TLane mutated = CellRecord.Has<TLane, TWord>(status, Genotype.Pi3k);
        TLane gathered = TLane.Fma(TLane.Of(FromHgf) * hgfResponse, primed, TLane.Of(Basal));
        gathered = TLane.Fma(TLane.Of(FromIgf1), igf1Response, gathered);
        gathered = TLane.Fma(TLane.Of(FromMatrix), matrix, gathered);
        gathered = TLane.Fma(TLane.Of(FromPi3kMutation), mutated, gathered);
        TLane active = TLane.Of(1f) - Inhibitor.Of<TLane, TWord>(inhibitor);
        return TLane.Min(TLane.Of(1f), gathered) * active;
    }
}
