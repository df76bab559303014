using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How a level follows its target: y' = (y∞ − y)/τ, exact over a step in which the target is frozen.</summary>
/// <remarks>Invariant: the level stays between where it was and its target.</remarks>
public readonly record struct Lag
{
    private Lag(float perStep) => PerStep = perStep;

    /// <summary>1 − exp(−dt/τ): the part of the way that is gone in a step.</summary>
    public float PerStep { get; }

    /// <summary>With time constant τ, in steps of the given length, both in hours.</summary>
    public static Lag Within(double hours, double stepHours) => new((float)(1.0 - Math.Exp(-stepHours / hours)));

    /// <summary>The level a step later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Towards<TLane, TWord>(TLane level, TLane target)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.Fma(target - level, TLane.Of(PerStep), level);
}
