using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>What lies around a voxel that is not on the rim, neighbour by neighbour: the answers of <see cref="ILattice"/> where nothing is faster.</summary>
public static class Crowding
{
    /// <summary>Neighbours a voxel has.</summary>
    public const int Most = 26;

    /// <summary>Whether a distance to free space is that of a voxel with a cell: neither free nor closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOccupied(byte distance) => distance is not (0 or DistanceToRoom.Closed);

    /// <summary>The lowest bit that is set; one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int First(uint codes)
    {
        int code = 0;
        while (((codes >> code) & 1u) == 0u)
            code++;
        return code;
    }

    /// <summary>Occupied voxels among the 26.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Occupied<TLattice>(in TLattice lattice, int voxel, int row, int plane)
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

    /// <summary>Those of the 26 in which no second cell waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Uncrowded<TLattice>(in TLattice lattice, int voxel, int row, int plane)
        where TLattice : struct, ILattice
    {
        uint found = 0u;
        for (int code = 0; code < Neighbourhood.Codes; code++)
            found |= code == Neighbourhood.Itself || lattice.IsCrowded(voxel + Neighbourhood.Offset(code, row, plane)) ? 0u : 1u << code;
        return found;
    }

    /// <summary>Those of the 26 that propose to move to the voxel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Proposing<TLattice>(in TLattice lattice, int voxel, int row, int plane)
        where TLattice : struct, ILattice
    {
        uint found = 0u;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            // The way back from there.
            bool proposes = lattice.Proposal(voxel + Neighbourhood.Offset(code, row, plane)) == Neighbourhood.Opposite(code) + 1;
            found |= proposes && code != Neighbourhood.Itself ? 1u << code : 0u;
        }

        return found;
    }
}
