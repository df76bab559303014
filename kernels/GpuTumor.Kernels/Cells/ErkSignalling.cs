using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>ERK activity: lost as the drug shuts the pathway, kept by a bypass, partly restored by HGF through MET.</summary>
/// <remarks>
/// E = (1 − I) + I·max(ε, floor + η·h(HGF)); ε = 0.8 with the Bypass mutation, else 0 [G]; floor 0.05; η = 0.15: partial, or
/// sensitive cells either always die or always escape [C] (Straussman 2012: HGF reactivates MAPK and PI3K [V]).
/// Invariant: 0 ≤ E ≤ 1.
/// </remarks>
/// <param name="Floor">Activity left under full inhibition.</param>
/// <param name="HgfRescue">η, restored by saturating HGF.</param>
/// <param name="Bypass">ε, kept by a bypass mutation.</param>
public readonly record struct ErkSignalling(float Floor, float HgfRescue, float Bypass)
{
    /// <summary>The activity, 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Activity<TLane, TWord>(TLane inhibition, TLane hgfResponse, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane kept = TLane.Of(Bypass) * CellRecord.Has<TLane, TWord>(status, Genotype.Bypass);
        TLane rescued = TLane.Fma(TLane.Of(HgfRescue), hgfResponse, TLane.Of(Floor));
        return TLane.Fma(inhibition, TLane.Max(kept, rescued), TLane.Of(1f) - inhibition);
    }
}
