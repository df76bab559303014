using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How the depth in the mass grows along the axes, in sixths of a voxel a voxel.</summary>
public readonly record struct DepthSlopes(int X, int Y, int Z)
{
    /// <summary>The slope where one voxel further is one voxel deeper.</summary>
    public const int PerVoxel = 6;

    /// <summary>The slopes at a block of the map: differences over two blocks, in thirds of a block each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DepthSlopes At<TMap>(in TMap map, int x, int y, int z)
        where TMap : struct, IDepthMap
        => new(
            map.Depth(x + 1, y, z) - map.Depth(x - 1, y, z),
            map.Depth(x, y + 1, z) - map.Depth(x, y - 1, z),
            map.Depth(x, y, z + 1) - map.Depth(x, y, z - 1));

    /// <summary>How much deeper the neighbour of a code lies, in sixths of a voxel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Along(int code) => (X * Neighbourhood.X(code)) + (Y * Neighbourhood.Y(code)) + (Z * Neighbourhood.Z(code));
}
