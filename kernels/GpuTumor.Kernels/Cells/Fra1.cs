using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>FRA1, the transcription factor that ERK keeps up; its loss under therapy releases the secretome.</summary>
/// <remarks>
/// F' = (F∞ − F)/τ, F∞ = min(1, 1.09·hill(E, 0.3, 2)), τ = 6 h (2–12) [G]; 0 in a knocked-down clone (Obenauf 2015 [M]).
/// Exact over a step for frozen E. Invariant: 0 ≤ F ≤ 1.
/// </remarks>
/// <param name="Gain">Scales the response so that full ERK gives full FRA1.</param>
/// <param name="FromErk">Response to ERK activity.</param>
/// <param name="Relaxation">τ.</param>
public readonly record struct Fra1(float Gain, Hill FromErk, Lag Relaxation)
{
    /// <summary>The level a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Advance<TLane, TWord>(TLane level, TLane erk, TWord status)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
    {
        TLane wanted = TLane.Min(TLane.Of(1f), TLane.Of(Gain) * FromErk.Of<TLane, TWord>(erk));
        TLane present = TLane.Of(1f) - CellRecord.Has<TLane, TWord>(status, CellRecord.Fra1KnockdownBit);
        return Relaxation.Towards<TLane, TWord>(level, wanted) * present;
    }
}
