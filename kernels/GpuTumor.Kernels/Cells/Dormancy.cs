namespace GpuTumor.Kernels;

/// <summary>Dormancy of a cell in foreign tissue: it lives without dividing until inflammation, AKT and its stemness wake it.</summary>
/// <remarks>
/// Waking 0.002/d·(1 + 5·hill(DAMP, 0.5) + 2·A)·q, q its stemness [G]. Invariant: a dormant cell does not divide.
/// </remarks>
/// <param name="Waking">The rate without inflammation and AKT, at q = 1.</param>
/// <param name="FromInflammation">How much more of it with full inflammation.</param>
/// <param name="Inflammation">Response to danger signals [cell equivalents].</param>
/// <param name="FromAkt">How much more of it with full AKT.</param>
public readonly record struct Dormancy(Rate Waking, float FromInflammation, Hill Inflammation, float FromAkt)
{
    /// <summary>The mode a step later.</summary>
    public TWord Advance<TLane, TWord>(in TWord mode, in TLane damp, in TLane akt, in TLane stemness, float stepHours, in TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane urged = TLane.Fma(TLane.Of(FromInflammation), Inflammation.Of<TLane, TWord>(damp), TLane.Of(1f));
        urged = TLane.Fma(TLane.Of(FromAkt), akt, urged);
        TWord wakes = CellStep.Happens<TLane, TWord>(TLane.Of(Waking.PerHour) * urged * stemness, stepHours, draw);
        TWord next = TWord.WhereEqual(wakes, TWord.Of(1u), TWord.Of((uint)CellMode.Normal), mode);
        return TWord.WhereEqual(mode, TWord.Of((uint)CellMode.Dormant), next, mode);
    }
}
