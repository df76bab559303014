using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Michaelis–Menten uptake Q·c/(c + K) and its slope.</summary>
/// <remarks>
/// Newton's linearisation about c: Q·c/(c + K) + Q·K/(c + K)²·δ. Below zero nothing is taken up, with the slope at zero, so that
/// an undershoot of the solver is pulled back and never meets the pole at −K.
/// </remarks>
public static class Saturation
{
    /// <summary>Adds the uptake to the outflow [field unit/s] and its slope to the diagonal [1/s].</summary>
    /// <param name="concentration">c.</param>
    /// <param name="maximum">Q [field unit/s].</param>
    /// <param name="halfSaturation">K, positive [field unit].</param>
    /// <param name="outflow">Grows by Q·c/(c + K).</param>
    /// <param name="diagonal">Grows by Q·K/(c + K)².</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Linearise<TLane>(
        TLane concentration, TLane maximum, TLane halfSaturation, ref TLane outflow, ref TLane diagonal)
        where TLane : struct, ILane<TLane>
    {
        TLane present = Clipping.Positive(concentration);
        TLane inverse = TLane.Of(1f) / (present + halfSaturation);
        TLane rate = maximum * inverse;
        outflow = TLane.Fma(rate, present, outflow);
        diagonal = TLane.Fma(rate, halfSaturation * inverse, diagonal);
    }

    /// <summary>The outflow with the uptake added [field unit/s].</summary>
    /// <param name="concentration">c.</param>
    /// <param name="maximum">Q [field unit/s].</param>
    /// <param name="halfSaturation">K, positive [field unit].</param>
    /// <param name="outflow">What leaves otherwise [field unit/s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Uptake<TLane>(TLane concentration, TLane maximum, TLane halfSaturation, TLane outflow)
        where TLane : struct, ILane<TLane>
    {
        TLane present = Clipping.Positive(concentration);
        return TLane.Fma(maximum * (TLane.Of(1f) / (present + halfSaturation)), present, outflow);
    }
}
