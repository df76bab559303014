using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>The parts of a locally one-dimensional implicit substep: the reaction, and Thomas' algorithm along an axis.</summary>
public static class Elimination
{
    /// <summary>Reaction alone, implicit in its losses: (c + h·s)/(1 + h·k).</summary>
    /// <param name="concentration">c [field unit].</param>
    /// <param name="loss">k [1/s].</param>
    /// <param name="gain">s [field unit/s].</param>
    /// <param name="substep">h [s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane React<TLane>(TLane concentration, TLane loss, TLane gain, TLane substep)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(substep, gain, concentration) / TLane.Fma(substep, loss, TLane.Of(1f));

    /// <summary>Eliminates a voxel by the one before it: (c + held)·inverse + former·fromLower.</summary>
    /// <param name="concentration">c [field unit].</param>
    /// <param name="held">What held faces add [field unit].</param>
    /// <param name="inverse">One over the pivot.</param>
    /// <param name="fromLower">Weight of the voxel before; 0 for the first.</param>
    /// <param name="former">The voxel before, eliminated [field unit].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Forward<TLane>(TLane concentration, TLane held, TLane inverse, TLane fromLower, TLane former)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(fromLower, former, (concentration + held) * inverse);

    /// <summary>Solves an eliminated voxel by the one after it.</summary>
    /// <param name="eliminated">The voxel [field unit].</param>
    /// <param name="fromUpper">Weight of the voxel after; 0 for the last.</param>
    /// <param name="next">The voxel after, solved [field unit].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Backward<TLane>(TLane eliminated, TLane fromUpper, TLane next)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(fromUpper, next, eliminated);
}
