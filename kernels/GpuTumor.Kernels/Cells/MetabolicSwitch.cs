using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>The metabolic switch: a cell that lacks oxygen learns to get by on less of it, and forgets when it has plenty.</summary>
/// <remarks>
/// On 0.2/d·w, off 0.1/d·(1 − w), w the want of oxygen [G]. A switched cell takes up half the oxygen, bears half the tension before it
/// dies, and keeps its ATP [G]; glucose and acid are not modelled. Invariant: one bit a cell.
/// </remarks>
/// <param name="On">Rate of switching at full want.</param>
/// <param name="Off">Rate of switching back without want.</param>
/// <param name="Sparing">Part of the oxygen uptake that a switched cell spares, 0–1.</param>
/// <param name="Tolerance">How many times more oxygen a switched cell feels it has, when it comes to necrosis.</param>
public readonly record struct MetabolicSwitch(Rate On, Rate Off, float Sparing, float Tolerance)
{
    /// <summary>1 where the cell is switched a step later, else 0.</summary>
    public TWord Advance<TLane, TWord>(in TWord isSwitched, in TLane hypoxia, float stepHours, in TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane rate = TLane.WhereEqual(
            isSwitched, TWord.Of(0u), TLane.Of(On.PerHour) * hypoxia, TLane.Of(Off.PerHour) * (TLane.Of(1f) - hypoxia));
        return isSwitched ^ CellStep.Happens<TLane, TWord>(rate, stepHours, draw);
    }

    /// <summary>The oxygen that a cell feels when it comes to necrosis [mmHg].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Felt<TLane, TWord>(TLane oxygen, TWord isSwitched)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => oxygen * TLane.WhereEqual(isSwitched, TWord.Of(0u), TLane.Of(1f), TLane.Of(Tolerance));

    /// <summary>The part of its oxygen uptake that a cell keeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float UptakeKept(uint status) => UptakeKept<Scalar, ScalarWord>(new ScalarWord(status)).Value;

    /// <summary>The parts of their oxygen uptake that cells keep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane UptakeKept<TLane, TWord>(TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereEqual(status & TWord.Of(CellRecord.MetabolismBit), TWord.Of(0u), TLane.Of(1f), TLane.Of(1f - Sparing));
}
