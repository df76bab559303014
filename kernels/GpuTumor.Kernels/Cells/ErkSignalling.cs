using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>ERK activity: lost as the drug shuts the pathway, kept by a bypass, partly restored by HGF through MET.</summary>
/// <remarks>
/// E = E₀·(1 − I) + I·max(ε, floor + η·h(HGF)); ε = 0.8 with the Bypass mutation, else 0 [G]; floor 0.05; η = 0.15: partial, or
/// sensitive cells either always die or always escape [C] (Straussman 2012: HGF reactivates MAPK and PI3K [V]); E₀ = 1, and 1.6
/// in a clone addicted to the drug, whose pathway is overdriven without it [G]. Invariant: 0 ≤ E ≤ E₀.
/// </remarks>
/// <param name="Floor">Activity left under full inhibition.</param>
/// <param name="HgfRescue">η, restored by saturating HGF.</param>
/// <param name="Bypass">ε, kept by a bypass mutation.</param>
/// <param name="Overdriven">E₀ of an addicted clone.</param>
public readonly record struct ErkSignalling(float Floor, float HgfRescue, float Bypass, float Overdriven)
{
    /// <summary>The activity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Activity<TLane, TWord>(TLane inhibition, TLane hgfResponse, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane kept = TLane.Of(Bypass) * CellRecord.Has<TLane, TWord>(status, Genotype.Bypass);
        TLane rescued = TLane.Fma(TLane.Of(HgfRescue), hgfResponse, TLane.Of(Floor));
        TLane free = TLane.Fma(TLane.Of(Overdriven - 1f), CellRecord.Has<TLane, TWord>(status, Genotype.Addicted), TLane.Of(1f));
        return TLane.Fma(inhibition, TLane.Max(kept, rescued), free * (TLane.Of(1f) - inhibition));
    }
}
