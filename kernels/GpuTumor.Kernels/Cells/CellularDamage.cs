using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Damage by chemotherapy: repaired at a rate that a mutation and a mesenchymal state raise, deadly by its third power.</summary>
/// <remarks>
/// d' = harm − 0.1/h·(1 + 2·REPAIR + 0.5·x)·d, exact over a step for frozen harm; death 1.2/d·hill(d, 1, 3)·(1 − 0.4·A) [G].
/// Above d = 0.3 a cell turns senescent at 0.05/d [G]; a senolytic kills senescent cells. With the uptake's numbers d → 1 within a day at 0.1 µM: the IC50.
/// Invariant: d ≥ 0.
/// </remarks>
/// <param name="Repair">First-order.</param>
/// <param name="ByMutation">How much more with the Repair mutation.</param>
/// <param name="ByEmt">How much more in a mesenchymal cell.</param>
/// <param name="Death">The fastest death.</param>
/// <param name="Deadly">Response to d.</param>
/// <param name="AktProtection">Part of the rate that full AKT takes away, 0–1.</param>
/// <param name="Senescence">Rate of turning senescent.</param>
/// <param name="SenescentFrom">d that it takes.</param>
public readonly record struct CellularDamage(
    Rate Repair, float ByMutation, float ByEmt, Rate Death, Hill Deadly, float AktProtection, Rate Senescence, float SenescentFrom)
{
    /// <summary>Death of a senescent cell by a senolytic at its present level.</summary>
    public Rate Senolysis { get; init; }

    /// <summary>The damage a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Advance<TLane, TWord>(TLane damage, TLane harm, TLane emt, TWord status, float stepHours)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane raised = TLane.Fma(
            TLane.Of(ByMutation), CellRecord.Has<TLane, TWord>(status, Genotype.Repair), TLane.Fma(TLane.Of(ByEmt), emt, TLane.Of(1f)));
        TLane repair = TLane.Of(Repair.PerHour) * raised;
        TLane settled = harm / repair;
        TLane gone = Elementary.Saturation<TLane, TWord>(repair * TLane.Of(stepHours));
        return TLane.Fma(settled - damage, gone, damage);
    }

    /// <summary>The rate of death [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane DeathPerHour<TLane, TWord>(TLane damage, TLane akt)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane unprotected = TLane.Fma(TLane.Of(-AktProtection), akt, TLane.Of(1f));
        return TLane.Of(Death.PerHour) * Deadly.Of<TLane, TWord>(damage) * unprotected;
    }

    /// <summary>The rate of death by a senolytic [1/h]; none of a cell that is not senescent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane SenolysisPerHour<TLane, TWord>(TWord phase)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => CellRecord.Where(phase, CellPhase.Senescent, TLane.Of(Senolysis.PerHour), TLane.Of(0f));

    /// <summary>The rate of turning senescent [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane SenescencePerHour<TLane, TWord>(TLane damage)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereLess(TLane.Of(SenescentFrom), damage, TLane.Of(Senescence.PerHour), TLane.Of(0f));
}
