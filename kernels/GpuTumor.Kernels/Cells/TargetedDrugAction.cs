using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How far a targeted drug shuts its kinase; a cell with the mutation against it hardly feels it.</summary>
/// <remarks>
/// I = hill(c/(1 + 2·P), IC50, n); IC50 = 0.1 of the plasma steady state for the wild type, 100 × that with the mutation
/// (measured resistant lines 5–100 ×) [V]; n = 1.5 [G]; P, the P-glycoprotein at work, carries part of it out [G].
/// Two drugs on one kinase: I = 1 − (1 − I₁)·(1 − I₂). Invariant: 0 ≤ I ≤ 1, rising with c.
/// </remarks>
/// <param name="HalfMaximum">The wild type's IC50, 1 = plasma steady state.</param>
/// <param name="ResistantHalfMaximum">The IC50 with the mutation.</param>
/// <param name="Exponent">n.</param>
/// <param name="Carried">How much full P-glycoprotein divides the drug: by 1 + this.</param>
public readonly record struct TargetedDrugAction(float HalfMaximum, float ResistantHalfMaximum, float Exponent, float Carried)
{
    /// <summary>The part of the target that is inhibited, 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Inhibition<TLane, TWord>(TLane drug, TLane efflux, TWord status, Genotype mutation)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord mutated = status & TWord.Of((uint)mutation << CellRecord.GenotypeShift);
        TLane halfMaximum = TLane.WhereEqual(
            mutated, TWord.Of(0u), TLane.Of(HalfMaximum), TLane.Of(ResistantHalfMaximum));
        TLane kept = TLane.Fma(TLane.Of(Carried), efflux, TLane.Of(1f));
        return new Hill(HalfMaximum, Exponent).Of<TLane, TWord>(drug, halfMaximum * kept);
    }
}
