using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// The cell cycle: G1, S, G2 and M one after another, each left at random; a cell that cannot go on rests where it is, quiescent
/// (G0) in G1, arrested later, and goes on from there.
/// </summary>
/// <remarks>
/// A phase is left in a step with probability ρ·(exp(k·dt) − 1), k the rate of division and ρ the same for all cells:
/// Π ρ/(1 + ρ) = ½. Then a population grows by exactly exp(k·dt) a step, whatever k and the length of the step: the
/// doubling time is the one specified. Lengths of the phases 45, 35 and 20 % of the cycle [M].
/// Invariant: a cell divides only out of G2 and M, and its daughters are in G1.
/// </remarks>
/// <param name="FromG1">ρ of G1.</param>
/// <param name="FromS">ρ of S.</param>
/// <param name="FromG2M">ρ of G2 and M.</param>
public readonly record struct CellCycle(float FromG1, float FromS, float FromG2M)
{
    /// <summary>A cycle whose phases take the given shares of it, which add to 1.</summary>
    public static CellCycle OfShares(double g1, double s, double g2m)
    {
        // ρ = 1/(u·share): (1 + u·g1)(1 + u·s)(1 + u·g2m) = 2 has one solution between 0 and 1.
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++)
        {
            double u = (low + high) / 2;
            bool isBelow = (1 + (u * g1)) * (1 + (u * s)) * (1 + (u * g2m)) < 2;
            (low, high) = isBelow ? (u, high) : (low, u);
        }

        return new CellCycle((float)(1 / (low * g1)), (float)(1 / (low * s)), (float)(1 / (low * g2m)));
    }

    /// <summary>The phase of one of many cells that grow steadily.</summary>
    /// <param name="draw">Uniform in 0–1.</param>
    public CellPhase Founding(double draw)
    {
        // In balance n(S)·(ρ(S) + 1) = ρ(G1)·n(G1), and so on: cells come, go, and are diluted by growth.
        double s = FromG1 / (FromS + 1.0);
        double g2m = s * FromS / (FromG2M + 1.0);
        double at = draw * (1 + s + g2m);
        return at < 1 ? CellPhase.G1 : at < 1 + s ? CellPhase.S : CellPhase.G2M;
    }

    /// <summary>Goes on in the cycle.</summary>
    /// <param name="phase">The phase, updated; not of a senescent cell.</param>
    /// <param name="perHour">Rate of division [1/h].</param>
    /// <param name="mayDivide">1 where there is a place for a daughter, else 0.</param>
    /// <param name="stepHours">Length of the step [h].</param>
    /// <param name="draw">Random word.</param>
    /// <returns>1 where the cell divides, else 0.</returns>
    public TWord Advance<TLane, TWord>(ref TWord phase, in TLane perHour, in TWord mayDivide, float stepHours, in TWord draw)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TWord goes = TLane.WhereLess(TLane.Of(0f), perHour, TWord.Of(1u), TWord.Of(0u));
        TWord at = Resumed(phase);
        TLane share = CellRecord.Where(at, CellPhase.G1, TLane.Of(FromG1), TLane.Of(FromG2M));
        share = CellRecord.Where(at, CellPhase.S, TLane.Of(FromS), share);
        TLane growth = Elementary.Growth<TLane, TWord>(TLane.Min(TLane.Of(1f), perHour * TLane.Of(stepHours)));
        TWord passes = CellStep.IsDrawn<TLane, TWord>(TLane.Min(TLane.Of(1f), share * growth), draw) & goes;
        TWord ends = TWord.WhereEqual(at, TWord.Of((uint)CellPhase.G2M), passes, TWord.Of(0u));
        TWord divides = ends & mayDivide;
        TWord next = at + (passes ^ ends);
        next = TWord.WhereEqual(divides, TWord.Of(1u), TWord.Of((uint)CellPhase.G1), next);
        phase = TWord.WhereEqual(goes, TWord.Of(1u), next, Rested(next));
        return divides;
    }

    // G0 → G1, arrested in S → S, arrested in G2 or M → G2M.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Resumed<TWord>(TWord phase)
        where TWord : struct, IWord<TWord>
    {
        TWord early = TWord.WhereEqual(phase, TWord.Of((uint)CellPhase.G0), TWord.Of((uint)CellPhase.G1), phase);
        return TWord.WhereLess(
            TWord.Of((uint)CellPhase.Senescent), early, early - TWord.Of((uint)CellPhase.ArrestedInS - (uint)CellPhase.S), early);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Rested<TWord>(TWord phase)
        where TWord : struct, IWord<TWord>
        => TWord.WhereEqual(
            phase, TWord.Of((uint)CellPhase.G1), TWord.Of((uint)CellPhase.G0), phase + TWord.Of((uint)CellPhase.ArrestedInS - (uint)CellPhase.S));
}
