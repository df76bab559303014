using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// Drug-tolerant persisters: a few cells hardly die of the drug and do not divide; some of them expand under it; without drug
/// they turn back, and their offspring is sensitive again.
/// </summary>
/// <remarks>
/// On: (0.001/d·I + 0.003·1/(7 d))·(1 + 3·m); off 1/(7 d)·(1 − I); to expanding 0.007/d under drug (20 % in 30 d [M]). Both die of the
/// drug at 0.05 of the rate, × (1 + 4·(1 − A)): they hang on IGF-1R and AKT (Sharma 2010 [V]). 0.3 % of the first cells are
/// persisters [C]. An inhibitor of chromatin enzymes divides the rate on and adds death [G].
/// Invariant: a cell has one mode; persisters do not divide, expanding ones at 0.25 of the rate.
/// </remarks>
/// <param name="Founding">Share of the first cells, and of cells without drug at length.</param>
/// <param name="Induced">Rate on under full inhibition.</param>
/// <param name="Lost">Rate off without drug.</param>
/// <param name="Expanding">Rate from persister to expanding persister under drug.</param>
/// <param name="FromMemory">How much a full memory adds to the rate on.</param>
/// <param name="DeathKept">Part of the drug's rate of death that persisters keep.</param>
/// <param name="AktNeed">How much more of that without AKT.</param>
/// <param name="ExpandingDivision">Part of the rate of division of expanding persisters.</param>
/// <param name="EpigeneticInhibition">Part of the rate on that an inhibitor of chromatin enzymes takes away, 0–1.</param>
/// <param name="EpigeneticDeath">Death of persisters that it adds.</param>
public readonly record struct Persistence(
    float Founding, Rate Induced, Rate Lost, Rate Expanding, float FromMemory, float DeathKept, float AktNeed,
    float ExpandingDivision, float EpigeneticInhibition, Rate EpigeneticDeath)
{
    /// <summary>The mode a step later.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="inhibition">I.</param>
    /// <param name="memory">m.</param>
    /// <param name="stepHours">Length of the step [h].</param>
    /// <param name="draw">Random word.</param>
    public TWord Advance<TLane, TWord>(in TWord mode, in TLane inhibition, in TLane memory, float stepHours, in TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane remembered = TLane.Fma(TLane.Of(FromMemory), memory, TLane.Of(1f)) * TLane.Of(1f - EpigeneticInhibition);
        TLane on = TLane.Fma(TLane.Of(Induced.PerHour), inhibition, TLane.Of(Founding * Lost.PerHour)) * remembered;
        TLane off = TLane.Of(Lost.PerHour) * (TLane.Of(1f) - inhibition);
        // The two ways out of the middle mode take opposite ends of the draw.
        TWord persister = TWord.WhereEqual(mode, TWord.Of((uint)CellMode.Persister), TWord.Of(1u), TWord.Of(0u));
        TLane low = TLane.WhereEqual(mode, TWord.Of((uint)CellMode.Normal), on, off);
        TWord isLow = CellStep.Happens<TLane, TWord>(low, stepHours, draw);
        TWord isHigh = TWord.Of(0u);
        if (!TWord.IsZero(persister))
        {
            TLane high = TLane.WhereEqual(mode, TWord.Of((uint)CellMode.Persister), TLane.Of(Expanding.PerHour) * inhibition, TLane.Of(0f));
            isHigh = CellStep.Happens<TLane, TWord>(high, stepHours, draw ^ TWord.Of(0xFFFFFFFFu)) & (isLow ^ TWord.Of(1u));
        }

        TWord left = TWord.WhereEqual(
            mode, TWord.Of((uint)CellMode.Normal), TWord.Of((uint)CellMode.Persister), TWord.Of((uint)CellMode.Normal));
        TWord next = TWord.WhereEqual(isLow, TWord.Of(1u), left, mode);
        next = TWord.WhereEqual(isHigh, TWord.Of(1u), TWord.Of((uint)CellMode.ExpandedPersister), next);
        return TWord.WhereLess(mode, TWord.Of((uint)CellMode.Dormant), next, mode);
    }

    /// <summary>What is left of the drug's rate of death.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane DeathFactor<TLane, TWord>(TWord mode, TLane akt)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane kept = TLane.Of(DeathKept) * TLane.Fma(TLane.Of(AktNeed), TLane.Of(1f) - akt, TLane.Of(1f));
        return WherePersister(mode, kept, TLane.Of(1f));
    }

    /// <summary>The rate of death that an inhibitor of chromatin enzymes adds [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane EpigeneticDeathPerHour<TLane, TWord>(TWord mode)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => WherePersister(mode, TLane.Of(EpigeneticDeath.PerHour), TLane.Of(0f));

    // Either kind.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane WherePersister<TLane, TWord>(TWord mode, TLane then, TLane otherwise)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereLess(mode - TWord.Of(1u), TWord.Of(2u), then, otherwise);
}
