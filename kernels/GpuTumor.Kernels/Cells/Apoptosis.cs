using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Programmed death: a little always; much once ERK is lost, less where AKT protects.</summary>
/// <remarks>
/// k = 0.05/d + 0.35/d·hill(1 − E, 0.6, 3)·(1 − 0.6·A)·spared [C] (PC9-like lines: 1.2/d); spared by persistence and the mesenchymal
/// state. Invariant: k ≥ background.
/// </remarks>
/// <param name="Background">Always there.</param>
/// <param name="Targeted">The most that lost ERK adds.</param>
/// <param name="FromLostErk">Response to 1 − E.</param>
/// <param name="AktProtection">Part of the targeted rate that full AKT takes away, 0–1.</param>
public readonly record struct Apoptosis(Rate Background, Rate Targeted, Hill FromLostErk, float AktProtection)
{
    /// <summary>The rate that lost ERK adds [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane TargetedPerHour<TLane, TWord>(TLane erk, TLane akt)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane lost = TLane.Max(TLane.Of(0f), TLane.Of(1f) - erk);
        TLane unprotected = TLane.Fma(TLane.Of(-AktProtection), akt, TLane.Of(1f));
        return TLane.Of(Targeted.PerHour) * FromLostErk.Of<TLane, TWord>(lost) * unprotected;
    }
}
