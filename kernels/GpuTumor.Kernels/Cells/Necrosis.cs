using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Death for want of oxygen.</summary>
/// <remarks>
/// k = 1.0/d below 2.5 mmHg, falling linearly to 0 at 5 mmHg (PhysiCell's thresholds [V]; rate [M]). Invariant: 0 ≤ k ≤ fastest.
/// </remarks>
/// <param name="Fastest">The rate without oxygen.</param>
/// <param name="OxygenFull">Tension at and below which the rate is full [mmHg].</param>
/// <param name="OxygenNone">Tension at and above which there is none [mmHg].</param>
public readonly record struct Necrosis(Rate Fastest, float OxygenFull, float OxygenNone)
{
    /// <summary>The rate of death [1/h].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane PerHour<TLane>(TLane oxygen)
        where TLane : struct, ILane<TLane>
    {
        TLane want = (TLane.Of(OxygenNone) - oxygen) / TLane.Of(OxygenNone - OxygenFull);
        return TLane.Of(Fastest.PerHour) * TLane.Min(TLane.Of(1f), TLane.Max(TLane.Of(0f), want));
    }
}
