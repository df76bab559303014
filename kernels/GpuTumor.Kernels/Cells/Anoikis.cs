using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Anoikis: death of a cell that has lost its matrix and its neighbours.</summary>
/// <remarks>1/d where ρ &lt; 0.05 and no neighbour is left, × (1 − 0.8·max(x, A)) [G]. Invariant: none with a neighbour or matrix.</remarks>
/// <param name="Death">The rate without protection.</param>
/// <param name="MatrixNeeded">ρ that is enough.</param>
/// <param name="Protection">Part that a mesenchymal state or AKT takes away, 0–1.</param>
public readonly record struct Anoikis(Rate Death, float MatrixNeeded, float Protection)
{
    /// <summary>The rate of death [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane DeathPerHour<TLane, TWord>(in Surroundings<TLane> here, TLane emt, TLane akt)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane unprotected = TLane.Fma(TLane.Of(-Protection), TLane.Max(emt, akt), TLane.Of(1f));
        TLane rate = TLane.Of(Death.PerHour) * unprotected;
        rate = TLane.WhereLess(here.Ecm, TLane.Of(MatrixNeeded), rate, TLane.Of(0f));
        // Half a neighbour of 26.
        return TLane.WhereLess(here.Neighbours, TLane.Of(0.5f / 26f), rate, TLane.Of(0f));
    }
}
