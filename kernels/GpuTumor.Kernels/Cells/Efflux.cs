using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>P-glycoprotein, the pump that carries drugs out of the cell at the cost of ATP: induced by drug, or amplified.</summary>
/// <remarks>
/// P' = (P∞ − P)/τ, P∞ = 1 with the amplification, else 0.1·hill(C_A + C_B, 1 µM, 1); τ = 3 d [G]. At work it is
/// P·ATP·(1 − I): ATP = clip(p/5 mmHg), 1 in a cell with a switched metabolism; I an inhibitor. Invariant: 0 ≤ P ≤ 1.
/// </remarks>
/// <param name="Induced">P under drug without the amplification.</param>
/// <param name="Inducing">Response to the drugs inside the cell [µM].</param>
/// <param name="Relaxation">τ.</param>
/// <param name="OxygenForAtp">Tension below which ATP runs short [mmHg].</param>
/// <param name="Inhibition">I, 0–1.</param>
public readonly record struct Efflux(float Induced, Hill Inducing, Lag Relaxation, float OxygenForAtp, float Inhibition)
{
    /// <summary>P at work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane AtWork<TLane, TWord>(TLane level, TLane oxygen, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane energy = TLane.Min(TLane.Of(1f), oxygen / TLane.Of(OxygenForAtp));
        energy = TLane.Max(energy, CellRecord.Has<TLane, TWord>(status, CellRecord.MetabolismBit));
        return level * energy * TLane.Of(1f - Inhibition);
    }

    /// <summary>The level a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Advance<TLane, TWord>(TLane level, TLane drugsInside, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane induced = TLane.Of(Induced) * Inducing.Of<TLane, TWord>(drugsInside);
        TLane wanted = TLane.Max(induced, CellRecord.Has<TLane, TWord>(status, Genotype.PgpAmplified));
        return Relaxation.Towards<TLane, TWord>(level, wanted);
    }
}
