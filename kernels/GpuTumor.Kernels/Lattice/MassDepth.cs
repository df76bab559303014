using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// How deep inside its mass a place lies, on blocks of 4 × 4 × 4 voxels: chamfer 3-4-5 distance, in thirds of a block, to
/// the nearest block with hardly a cell in it. Pores are smaller than a block and do not count as outside.
/// </summary>
/// <remarks>
/// d ← 0 where fewer than <see cref="LeastCells"/> of 64 voxels are occupied, else min over the 26 neighbouring blocks of
/// d + 3, 4 or 5. A cavity wider than a block does count as outside: a mass does not close over its lysed core.
/// </remarks>
public static class MassDepth
{
    /// <summary>Edge of a block [voxels].</summary>
    public const int Edge = 4;

    /// <summary>A block with fewer occupied voxels lies outside.</summary>
    public const int LeastCells = 8;

    /// <summary>Passes a step: a mass changes by far less than a block a step.</summary>
    public const int PassesPerStep = 2;

    /// <summary>The largest depth kept.</summary>
    public const byte Farthest = 249;

    /// <summary>Blocks along an axis of so many voxels.</summary>
    public static int Blocks(int voxels) => (voxels + Edge - 1) / Edge;

    /// <summary>Passes after which the map of a box of so many voxels along its longest axis is exact.</summary>
    public static int PassesToSettle(int longest) => (Blocks(longest) / 2) + 1;

    /// <summary>Occupied voxels of a row from one up to, not including, another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Occupied<TLattice>(in TLattice lattice, int from, int to)
        where TLattice : struct, ILattice
    {
        int count = 0;
        for (int voxel = from; voxel < to; voxel++)
            count += Crowding.IsOccupied(lattice.Distance(voxel)) ? 1 : 0;
        return count;
    }

    /// <summary>One pass at one block.</summary>
    /// <param name="map">The depths of the pass before.</param>
    /// <param name="x">The block.</param>
    /// <param name="y">The block.</param>
    /// <param name="z">The block.</param>
    /// <param name="occupied">Occupied voxels in it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Relax<TMap>(in TMap map, int x, int y, int z, int occupied)
        where TMap : struct, IDepthMap
    {
        if (occupied < LeastCells)
            return 0;
        int least = Farthest;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            if (code == Neighbourhood.Itself)
                continue;
            int depth = map.Depth(x + Neighbourhood.X(code), y + Neighbourhood.Y(code), z + Neighbourhood.Z(code));
            depth += Neighbourhood.Length(code);
            least = depth < least ? depth : least;
        }

        return (byte)least;
    }
}
