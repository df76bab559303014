using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>A chemotherapy inside a cell: it comes in, leaks out, is pumped out, and harms by the phase of the cycle.</summary>
/// <remarks>
/// C' = 144·c − 0.3·C − 30·P·C/(1 + C/500) per hour for a substrate of P-glycoprotein, which makes the IC50 rise 1 + 92·P-fold
/// at C ≈ 48 µM [G]. Over a step the pump's saturation is frozen and the rest exact. Harm = 0.002·C̄·φ per hour, C̄ the mean
/// over the step, φ = 1.5 in S, 0.7 in G1, 0.2 in G0 (quiescent, arrested or senescent), 1 in G2 and M. Invariant: C ≥ 0.
/// </remarks>
/// <param name="Influx">µM a hour for each µM outside [1/h].</param>
/// <param name="Loss">First-order [1/h].</param>
/// <param name="Pumped">By full P-glycoprotein, unsaturated [1/h]; 0 for what it does not carry.</param>
/// <param name="PumpHalfSaturation">C that halves the pump's rate [µM].</param>
/// <param name="Potency">Damage a hour for each µM inside [1/(µM·h)].</param>
/// <param name="Quiescent">φ in G0.</param>
/// <param name="Growing">φ in G1.</param>
/// <param name="Synthesising">φ in S.</param>
/// <param name="Mitotic">φ in G2 and M.</param>
public readonly record struct ChemoUptake(
    Rate Influx, Rate Loss, Rate Pumped, float PumpHalfSaturation, float Potency,
    float Quiescent, float Growing, float Synthesising, float Mitotic)
{
    /// <summary>Advances the level inside by a step, and returns the harm done in it [1/h].</summary>
    public TLane Advance<TLane, TWord>(ref TLane inside, in TLane outside, in TLane efflux, in TWord phase, float stepHours)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane unsaturated = TLane.Of(PumpHalfSaturation) / (inside + TLane.Of(PumpHalfSaturation));
        TLane leaving = TLane.Fma(TLane.Of(Pumped.PerHour) * efflux, unsaturated, TLane.Of(Loss.PerHour));
        TLane settled = TLane.Of(Influx.PerHour) * outside / leaving;
        TLane steps = leaving * TLane.Of(stepHours);
        TLane gone = Elementary.Saturation<TLane, TWord>(steps);
        TLane away = inside - settled;
        TLane mean = TLane.Fma(away, gone / steps, settled);
        inside = TLane.Max(TLane.Of(0f), TLane.NegatedFma(away, gone, inside));
        return TLane.Of(Potency) * TLane.Max(TLane.Of(0f), mean) * Weight<TLane, TWord>(phase);
    }

    // φ; phases that are not named here do not cycle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Weight<TLane, TWord>(TWord phase)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane weight = CellRecord.Where(phase, CellPhase.G1, TLane.Of(Growing), TLane.Of(Quiescent));
        weight = CellRecord.Where(phase, CellPhase.S, TLane.Of(Synthesising), weight);
        return CellRecord.Where(phase, CellPhase.G2M, TLane.Of(Mitotic), weight);
    }
}
