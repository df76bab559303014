using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Vessels deep inside a crowded tissue collapse under its pressure.</summary>
/// <remarks>
/// 5 %/d [G] where free space is more than 8 voxels away [G]. A vessel collapses in segments of 100 µm, about the distance
/// between branchings [M]: the voxels of a segment that lie that deep collapse together, and stay shut.
/// Invariant: perfusion never grows.
/// </remarks>
/// <param name="Rate">How often a deep segment collapses.</param>
/// <param name="Depth">Distance to free space beyond which it may [voxels].</param>
public readonly record struct VesselCollapse(Rate Rate, float Depth)
{
    /// <summary>Voxels of a segment, along the vessel (z).</summary>
    public const int Segment = 5;

    /// <summary>The specification's values.</summary>
    public static VesselCollapse Default => new(Rate.PerDayOf(0.05), 8f);

    /// <summary>Perfusion of a vessel's voxel a step later.</summary>
    /// <param name="perfusion">Perfusion now, 255 = full.</param>
    /// <param name="distance">Distance to free space, in thirds of a voxel.</param>
    /// <param name="voxel">The voxel.</param>
    /// <param name="z">Its plane.</param>
    /// <param name="plane">Voxels of a plane.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">When.</param>
    /// <param name="threshold">The probability of collapse within the step, of 2³².</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Advance(byte perfusion, byte distance, int voxel, int z, int plane, ulong seed, uint step, uint threshold)
    {
        if (perfusion == 0 || distance <= Depth * DistanceToRoom.PerVoxel)
            return perfusion;
        int segment = voxel - (plane * (z % Segment));
        return Philox.Word(seed, RandomProcess.VesselCollapse, (uint)segment, step, 0) < threshold ? (byte)0 : perfusion;
    }
}
