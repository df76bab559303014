using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How many of a voxel's neighbours hold a cell.</summary>
public static class Crowding
{
    /// <summary>Neighbours a voxel has.</summary>
    public const int Most = 26;

    /// <summary>Whether a distance to free space is that of a voxel with a cell: neither free nor closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOccupied(byte distance) => distance is not (0 or DistanceToRoom.Closed);

    /// <summary>Occupied voxels among the 26 around a voxel that is not on the rim.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Around<TLattice>(in TLattice lattice, int voxel, int row, int plane)
        where TLattice : struct, ILattice
    {
        int count = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            bool occupied = IsOccupied(lattice.Distance(voxel + Neighbourhood.Offset(code, row, plane)));
            count += occupied && code != Neighbourhood.Itself ? 1 : 0;
        }

        return count;
    }
}
