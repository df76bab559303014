using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Addiction to the drug: a clone with an overdriven pathway suffers when the drug is withdrawn.</summary>
/// <remarks>
/// Division × max(0, 1 − (E − 1.3)/0.3) and death + 0.15/d·(1 − I) in a cell with the Addicted mutation [G]; others do not
/// notice. Invariant: neither changes without the mutation.
/// </remarks>
/// <param name="SlowingFrom">ERK above which division slows.</param>
/// <param name="SlowingOver">ERK from there to no division.</param>
/// <param name="Death">Added without drug.</param>
public readonly record struct DrugAddiction(float SlowingFrom, float SlowingOver, Rate Death)
{
    /// <summary>The part of its rate of division that a cell keeps, 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane DivisionKept<TLane, TWord>(TLane erk, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane excess = TLane.Min(TLane.Of(1f), TLane.Max(TLane.Of(0f), (erk - TLane.Of(SlowingFrom)) / TLane.Of(SlowingOver)));
        return TLane.NegatedFma(excess, CellRecord.Has<TLane, TWord>(status, Genotype.Addicted), TLane.Of(1f));
    }

    /// <summary>The rate of death that is added [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane DeathPerHour<TLane, TWord>(TLane inhibition, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.Of(Death.PerHour) * CellRecord.Has<TLane, TWord>(status, Genotype.Addicted) * (TLane.Of(1f) - inhibition);
}
