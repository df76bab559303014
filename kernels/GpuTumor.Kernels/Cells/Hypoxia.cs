using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How much a cell wants oxygen.</summary>
/// <remarks>w = clip((15 − p)/10): none at 15 mmHg, one half at 10, full at 5 (PhysiCell's thresholds [V]). Invariant: 0 ≤ w ≤ 1.</remarks>
public static class Hypoxia
{
    /// <summary>w at an oxygen tension [mmHg].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane, TWord>(TLane oxygen)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.Min(TLane.Of(1f), TLane.Max(TLane.Of(0f), TLane.Fma(oxygen, TLane.Of(-0.1f), TLane.Of(1.5f))));
}
