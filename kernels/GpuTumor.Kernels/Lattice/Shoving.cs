using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// How a crowded tissue makes room: the second cell of a voxel proposes the neighbour nearest to free space; the neighbour
/// takes one proposal; the cell that arrives settles and the former resident becomes the second cell there.
/// </summary>
/// <remarks>
/// Of the neighbours the one with the least chamfer distance to free space is proposed, ties at random; of the proposals for a voxel the
/// highest priority wins, drawn anew in every substep. How far a dividing cell pushes, L = 6 voxels (3–8) [M], is for
/// <see cref="Division"/> to say: a rim of about that depth grows, and the radius of a spheroid by 0.93·r·L at L = 5.
/// Propose and win only read what the pass before wrote, so nothing depends on the order of voxels, threads or tiles.
/// Invariant: cells are neither made nor lost; a voxel holds at most two.
/// </remarks>
public static class Shoving
{
    // Farther than any voxel that is not closed, the way there included.
    private const int Unreachable = 1000;

    /// <summary>The direction a second cell would move, 1 + code; 0 if every neighbour is crowded or closed.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="voxel">A crowded voxel, not on the rim of the box.</param>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="substep">Transport substeps since the start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Propose<TLattice>(in TLattice lattice, int voxel, int row, int plane, ulong seed, uint substep)
        where TLattice : struct, ILattice
    {
        uint nearest = 0u;
        int best = Unreachable;
        for (uint left = lattice.Uncrowded(voxel, row, plane); left != 0u; left &= left - 1u)
        {
            int code = lattice.First(left);
            int distance = lattice.Distance(lattice.Beside(voxel, code, row, plane));
            int score = distance == DistanceToRoom.Closed ? Unreachable + 1 : distance + Neighbourhood.Length(code);
            uint bit = 1u << code;
            nearest = score < best ? bit : score == best ? nearest | bit : nearest;
            best = score < best ? score : best;
        }

        bool isDrawn = (nearest & (nearest - 1u)) != 0u;
        return Drawn(in lattice, nearest, isDrawn ? Philox.Word(seed, RandomProcess.Proposal, (uint)voxel, substep, 0) : 0u);
    }

    /// <summary>Whether the voxel's own proposal is the one its target takes: the highest priority wins, ties by direction.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="voxel">A voxel that proposes.</param>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="process">Whose priorities these are.</param>
    /// <param name="substep">Substeps of that process since the start.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Wins<TLattice>(
        in TLattice lattice, int voxel, int row, int plane, ulong seed, RandomProcess process, uint substep)
        where TLattice : struct, ILattice
    {
        int own = lattice.Proposal(voxel) - 1;
        int target = lattice.Beside(voxel, own, row, plane);
        // A rival lies at the target's neighbour and proposes the way back from there.
        uint left = lattice.Proposing(target, row, plane) & ~(1u << Neighbourhood.Opposite(own));
        if (left == 0u)
            return true;
        uint priority = Philox.Word(seed, process, (uint)voxel, substep, 0);
        for (; left != 0u; left &= left - 1u)
        {
            int code = lattice.First(left);
            int rival = lattice.Beside(target, code, row, plane);
            uint rivalPriority = Philox.Word(seed, process, (uint)rival, substep, 0);
            if (rivalPriority > priority || (rivalPriority == priority && Neighbourhood.Opposite(code) > own))
                return false;
        }

        return true;
    }

    // One of several directions at random, 1 + code; of equal draws the first; 0 of none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Drawn<TLattice>(in TLattice lattice, uint directions, uint word)
        where TLattice : struct, ILattice
    {
        uint best = 0u;
        int drawn = -1;
        for (; directions != 0u; directions &= directions - 1u)
        {
            int code = lattice.First(directions);
            uint tie = (word ^ ((uint)code * 0x9E3779B9u)) * 0x85EBCA6Bu;
            if (drawn >= 0 && tie <= best)
                continue;
            best = tie;
            drawn = code;
        }

        return (byte)(drawn + 1);
    }
}
