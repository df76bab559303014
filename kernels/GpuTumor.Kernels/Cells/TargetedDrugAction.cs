using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How far the targeted drug shuts its kinase; a mutated target hardly feels it.</summary>
/// <remarks>
/// I = hill(c, IC50, n); IC50 = 0.1 of the plasma steady state for the wild type, 100 × that with the Target mutation
/// (measured resistant lines 5–100 ×) [V]; n = 1.5 [G]. Invariant: 0 ≤ I ≤ 1, rising with c.
/// </remarks>
/// <param name="Sensitive">The wild type's response to the drug, 1 = plasma steady state.</param>
/// <param name="ResistantHalfMaximum">The IC50 with the Target mutation; the steepness stays.</param>
public readonly record struct TargetedDrugAction(Hill Sensitive, float ResistantHalfMaximum)
{
    /// <summary>The part of the target that is inhibited, 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Inhibition<TLane, TWord>(TLane drug, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord mutated = status & TWord.Of((uint)Genotype.Target << CellRecord.GenotypeShift);
        TLane halfMaximum = TLane.WhereLess(
            TWord.Of(0u), mutated, TLane.Of(ResistantHalfMaximum), TLane.Of(Sensitive.HalfMaximum));
        return Sensitive.Of<TLane, TWord>(drug, halfMaximum);
    }
}
