using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// The therapy-induced secretome: growth factors and chemokines that a sensitive cell releases once it has lost FRA1.
/// </summary>
/// <remarks>
/// S' = (S∞ − S)/τ, S∞ = 1.06·hill(1 − F, 0.5, 4), τ = 24 h (12–72) [G]; none below the oxygen of necrosis (no energy to
/// secrete). Obenauf 2015. Invariant: 0 ≤ S ≤ 1; S → 0 in a cell that keeps FRA1.
/// </remarks>
/// <param name="Gain">Scales the response so that no FRA1 gives the full secretome. 0 locks the secretome: the control arm.</param>
/// <param name="FromLostFra1">Response to 1 − F.</param>
/// <param name="Relaxation">τ.</param>
public readonly record struct TherapyInducedSecretome(float Gain, Hill FromLostFra1, Lag Relaxation)
{
    /// <summary>The level a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Advance<TLane, TWord>(TLane level, TLane fra1, TLane oxygen, float oxygenNeeded)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane lost = TLane.Max(TLane.Of(0f), TLane.Of(1f) - fra1);
        TLane wanted = TLane.Min(TLane.Of(1f), TLane.Of(Gain) * FromLostFra1.Of<TLane, TWord>(lost));
        wanted = TLane.WhereLess(oxygen, TLane.Of(oxygenNeeded), TLane.Of(0f), wanted);
        return Relaxation.Towards<TLane, TWord>(level, wanted);
    }
}
