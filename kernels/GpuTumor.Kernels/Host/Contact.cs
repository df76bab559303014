using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Who kills a tumour cell that several T cells touch.</summary>
public static class Contact
{
    /// <summary>What marks an attack on the cell in the T cell's own voxel.</summary>
    public const byte OwnVoxel = Neighbourhood.Itself + 1;

    /// <summary>
    /// Whether the T cell of a voxel is the one that kills: the one in the target's own voxel comes first, then the highest priority.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Wins<TLattice>(in TLattice lattice, int voxel, int row, int plane, ulong seed, uint step)
        where TLattice : struct, ILattice
    {
        byte attack = lattice.Proposal(voxel);
        if (attack == OwnVoxel)
            return true;
        int target = voxel + Neighbourhood.Offset(attack - 1, row, plane);
        return lattice.Proposal(target) != OwnVoxel
            && Shoving.Wins(lattice, voxel, row, plane, seed, RandomProcess.KillingPriority, step);
    }
}
