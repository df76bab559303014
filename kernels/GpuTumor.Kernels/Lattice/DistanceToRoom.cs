using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// How far each voxel is from free space, in thirds of a voxel: a chamfer 3-4-5 distance, relaxed one neighbour further at
/// every pass. Zero marks free space itself.
/// </summary>
/// <remarks>
/// d ← 0 where free, else min over the 26 neighbours of d + 3 (face), 4 (edge), 5 (corner), at most <see cref="Farthest"/>.
/// With face neighbours alone growth is no ball: radii 52/44/41 along axes, face and body diagonals against 67/68/68.
/// The outermost voxels of the box are <see cref="Closed"/>: never free, never entered.
/// </remarks>
public static class DistanceToRoom
{
    /// <summary>Units of a voxel edge.</summary>
    public const int PerVoxel = 3;

    /// <summary>The largest distance kept.</summary>
    public const byte Farthest = 249;

    /// <summary>The mark of a voxel that cells may not enter. Farther than any distance, and still fits a byte with 5 added.</summary>
    public const byte Closed = 250;

    /// <summary>The mark of a voxel that a cell has just entered, until the next pass.</summary>
    public const byte JustEntered = 3;

    /// <summary>One pass at one voxel.</summary>
    /// <param name="centre">Distance at the voxel.</param>
    /// <param name="sideRow">Least of the two neighbours along x in the voxel's own row.</param>
    /// <param name="nearRows">Least of the voxels right beside it in the four rows that share a face with its row.</param>
    /// <param name="nearSides">Least of the neighbours along x in those rows.</param>
    /// <param name="farRows">Least of the voxels right beside it in the four rows that share only an edge with its row.</param>
    /// <param name="farSides">Least of the neighbours along x in those rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TByte Relax<TByte>(
        TByte centre, TByte sideRow, TByte nearRows, TByte nearSides, TByte farRows, TByte farSides)
        where TByte : struct, IByteLane<TByte>
    {
        TByte faces = TByte.Min(sideRow, nearRows) + TByte.Of(3);
        TByte edges = TByte.Min(nearSides, farRows) + TByte.Of(4);
        TByte corners = farSides + TByte.Of(5);
        TByte nearest = TByte.Min(TByte.Min(faces, edges), TByte.Min(corners, TByte.Of(Farthest)));
        return TByte.ZeroWhereZero(centre, nearest);
    }
}
