using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>One stage of an explicit scheme: a·L(u) + b·u + c·v + d·g, with L(u) the negative outflow.</summary>
/// <remarks>
/// Forward Euler: a = d = h, b = 1, c = 0. Clenshaw for Chebyshev series: a = 4/λ, b = 2, c = −1, d the coefficient.
/// Legendre (Runge–Kutta–Legendre): a = d = A·h, b = A, c = B.
/// </remarks>
public static class Stage
{
    /// <summary>The next vector of the recurrence in one voxel.</summary>
    /// <param name="outflow">k·u + Σ aₙ·(u − uₙ).</param>
    /// <param name="present">u.</param>
    /// <param name="former">v.</param>
    /// <param name="gain">g.</param>
    /// <param name="minusStep">−a.</param>
    /// <param name="ofPresent">b.</param>
    /// <param name="ofFormer">c.</param>
    /// <param name="ofGain">d.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Next<TLane>(
        TLane outflow, TLane present, TLane former, TLane gain, TLane minusStep, TLane ofPresent, TLane ofFormer, TLane ofGain)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(minusStep, outflow, TLane.Fma(ofPresent, present, TLane.Fma(ofFormer, former, ofGain * gain)));

    /// <summary>Forward Euler: u + h·(g + L(u)).</summary>
    /// <param name="outflow">k·u + Σ aₙ·(u − uₙ).</param>
    /// <param name="present">u.</param>
    /// <param name="gain">g.</param>
    /// <param name="step">h [s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Euler<TLane>(TLane outflow, TLane present, TLane gain, TLane step)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(step, gain - outflow, present);
}
