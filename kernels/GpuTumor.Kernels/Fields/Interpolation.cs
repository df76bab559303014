using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Transfer between two lattices of a multigrid.</summary>
public static class Interpolation
{
    /// <summary>Between two cell centres: <paramref name="reach"/> of the way from one to the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Between<TLane>(TLane here, TLane there, TLane reach)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(reach, there - here, here);

    /// <summary>The mean of two cells, weighted with their shares of the volume.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(TLane first, TLane second, TLane firstShare, TLane secondShare)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(firstShare, first, secondShare * second);

    /// <summary>A bilinear mean of four cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mean<TLane>(
        TLane a, TLane b, TLane c, TLane d, TLane ofA, TLane ofB, TLane ofC, TLane ofD)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(ofA, a, TLane.Fma(ofB, b, TLane.Fma(ofC, c, ofD * d)));
}
