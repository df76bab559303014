using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Division: needs ERK, oxygen and room within pushing distance; AKT speeds it.</summary>
/// <remarks>
/// k = (ln 2 / 22 h)·min(E, 1)·(1 + 1.5·A)/2.5·f(O₂)·room; f(O₂) = clip((p − 5)/(38 − 5)) (PhysiCell's thresholds [V]);
/// AKT boost 1.5 (1–2) [C]; room = 1 within L = 6 voxels (3–8) of free space, else 0 (Hippo gate, G0) [M]; a mutation of
/// the target costs <paramref name="TargetMutationCost"/> of the rate, 0 (0–0.3) [G].
/// Invariant: 0 ≤ k ≤ ln 2 / 22 h; a daughter inherits its mother's state.
/// </remarks>
/// <param name="Fastest">The rate with full ERK, AKT, oxygen and room.</param>
/// <param name="AktBoost">β: without AKT the rate is 1/(1 + β) of the fastest.</param>
/// <param name="OxygenNone">No division at or below this tension [mmHg].</param>
/// <param name="OxygenFull">No slowing at or above this tension [mmHg].</param>
/// <param name="PushDistance">L, how far a cell can push others towards free space [voxels].</param>
/// <param name="TargetMutationCost">Loss of rate by the Target mutation, 0–1.</param>
public readonly record struct Division(
    Rate Fastest, float AktBoost, float OxygenNone, float OxygenFull, float PushDistance, float TargetMutationCost)
{
    /// <summary>The rate of division [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane PerHour<TLane, TWord>(TLane erk, TLane akt, in Surroundings<TLane> here, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane oxygen = (here.Oxygen - TLane.Of(OxygenNone)) / TLane.Of(OxygenFull - OxygenNone);
        oxygen = TLane.Min(TLane.Of(1f), TLane.Max(TLane.Of(0f), oxygen));
        TLane boost = TLane.Fma(TLane.Of(AktBoost), akt, TLane.Of(1f)) / TLane.Of(1f + AktBoost);
        TLane mutated = CellRecord.Has<TLane, TWord>(status, Genotype.Target);
        TLane fitness = TLane.Fma(TLane.Of(-TargetMutationCost), mutated, TLane.Of(1f));
        TLane rate = TLane.Of(Fastest.PerHour) * TLane.Min(TLane.Of(1f), erk) * boost * oxygen * fitness;
        return TLane.WhereLess(TLane.Of(PushDistance), here.DistanceToRoom, TLane.Of(0f), rate);
    }
}
