using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Autophagy: for some days a cell without oxygen lives on itself; it dies less, and does not divide.</summary>
/// <remarks>Death × 0.6 for the first 2 d (at most 3) below 5 mmHg [G]. Invariant: a fed cell is not autophagic.</remarks>
/// <param name="Protection">Part of the rate of death that is spared, 0–1; 0 switches it off.</param>
/// <param name="LongestSteps">Steps it lasts.</param>
/// <param name="OxygenBelow">Tension below which a cell starves [mmHg].</param>
public readonly record struct Autophagy(float Protection, uint LongestSteps, float OxygenBelow)
{
    /// <summary>Counts the steps without oxygen, which are the age of a living cell, and sets or clears the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TWord Advance<TLane, TWord>(TLane oxygen, TWord age, out TWord nextAge)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord starves = TLane.WhereLess(oxygen, TLane.Of(OxygenBelow), TWord.Of(1u), TWord.Of(0u));
        TWord older = TWord.WhereLess(age, TWord.Of(255u), age + TWord.Of(1u), age);
        nextAge = TWord.WhereEqual(starves, TWord.Of(1u), older, TWord.Of(0u));
        return TWord.WhereLess(age, TWord.Of(Protection > 0f ? LongestSteps : 0u), starves, TWord.Of(0u));
    }

    /// <summary>What is left of the rate of death; 1 or 0 says whether the cell is autophagic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane DeathFactor<TLane, TWord>(TWord isAutophagic)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereEqual(isAutophagic, TWord.Of(0u), TLane.Of(1f), TLane.Of(1f - Protection));
}
