using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Division: needs ERK, oxygen and room within pushing distance; AKT speeds it, resistance may cost some of it.</summary>
/// <remarks>
/// k = (ln 2 / 22 h)·min(E, 1)·(1 + 1.5·A)/2.5·f(O₂)·room·fitness; f(O₂) = clip((p − 5)/(38 − 5)) (PhysiCell's thresholds [V]);
/// AKT boost 1.5 (1–2) [C]; room = 1 within L = 6 voxels (3–8) of free space, else 0 (Hippo gate, G0) [M]; fitness loses 0 (0–0.3)
/// by an altered target, 0.1 by amplified P-glycoprotein, 0.1 by raised repair [G].
/// Invariant: 0 ≤ k ≤ ln 2 / 22 h; a daughter inherits its mother's state.
/// </remarks>
/// <param name="Fastest">The rate with full ERK, AKT, oxygen and room.</param>
/// <param name="AktBoost">β: without AKT the rate is 1/(1 + β) of the fastest.</param>
/// <param name="OxygenNone">No division at or below this tension [mmHg].</param>
/// <param name="OxygenFull">No slowing at or above this tension [mmHg].</param>
/// <param name="PushDistance">L, how far a cell can push others towards free space [voxels].</param>
/// <param name="TargetMutationCost">Loss of rate by an altered target, 0–1.</param>
/// <param name="PgpCost">Loss of rate by amplified P-glycoprotein, 0–1.</param>
/// <param name="RepairCost">Loss of rate by raised repair, 0–1.</param>
public readonly record struct Division(
    Rate Fastest, float AktBoost, float OxygenNone, float OxygenFull, float PushDistance,
    float TargetMutationCost, float PgpCost, float RepairCost)
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
        TLane fitness = TLane.Fma(TLane.Of(-TargetMutationCost), CellRecord.Has<TLane, TWord>(status, Genotype.Target), TLane.Of(1f));
        fitness = TLane.Fma(TLane.Of(-PgpCost), CellRecord.Has<TLane, TWord>(status, Genotype.PgpAmplified), fitness);
        fitness = TLane.Fma(TLane.Of(-RepairCost), CellRecord.Has<TLane, TWord>(status, Genotype.Repair), fitness);
        TLane rate = TLane.Of(Fastest.PerHour) * TLane.Min(TLane.Of(1f), erk) * boost * oxygen * TLane.Max(TLane.Of(0f), fitness);
        return TLane.WhereLess(TLane.Of(PushDistance), here.DistanceToRoom, TLane.Of(0f), rate);
    }
}
