using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Exchange of a voxel with its six neighbours.</summary>
/// <remarks>
/// Finite volumes: −∇·(D∇c) = Σ aₙ·(c − cₙ) with aₙ the coupling to neighbour n [1/s]; D/h² between equal cubes, 0 across a
/// closed face. The difference is formed first, so that a uniform field is kept to the last bit.
/// </remarks>
public static class Diffusion
{
    /// <summary>Adds what leaves the voxel along one axis to <paramref name="outflow"/> [field unit/s].</summary>
    /// <param name="centre">The voxel.</param>
    /// <param name="lower">Its neighbour on the low side.</param>
    /// <param name="upper">Its neighbour on the high side.</param>
    /// <param name="toLower">Coupling to the low side [1/s].</param>
    /// <param name="toUpper">Coupling to the high side [1/s].</param>
    /// <param name="outflow">What leaves otherwise.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Outflow<TLane>(TLane centre, TLane lower, TLane upper, TLane toLower, TLane toUpper, TLane outflow)
        where TLane : struct, ILane<TLane>
        => Towards(centre, upper, toUpper, Towards(centre, lower, toLower, outflow));

    /// <summary>Adds what leaves the voxel towards one neighbour to <paramref name="outflow"/> [field unit/s].</summary>
    /// <param name="centre">The voxel.</param>
    /// <param name="neighbour">Its neighbour.</param>
    /// <param name="coupling">Coupling to it [1/s].</param>
    /// <param name="outflow">What leaves otherwise.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Towards<TLane>(TLane centre, TLane neighbour, TLane coupling, TLane outflow)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(coupling, centre - neighbour, outflow);
}
