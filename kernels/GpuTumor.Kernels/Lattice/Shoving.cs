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
        uint word = Philox.Word(seed, RandomProcess.Proposal, (uint)voxel, substep, 0);
        int best = int.MaxValue;
        uint bestTie = 0;
        byte proposal = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            if (code == Neighbourhood.Itself)
                continue;
            int neighbour = voxel + Neighbourhood.Offset(code, row, plane);
            int distance = lattice.Distance(neighbour);
            if (distance == DistanceToRoom.Closed || lattice.IsCrowded(neighbour))
                continue;
            int score = distance + Neighbourhood.Length(code);
            uint tie = (word ^ ((uint)code * 0x9E3779B9u)) * 0x85EBCA6Bu;
            if (score < best || (score == best && tie > bestTie))
            {
                best = score;
                bestTie = tie;
                proposal = (byte)(code + 1);
            }
        }

        return proposal;
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
        int target = voxel + Neighbourhood.Offset(own, row, plane);
        uint priority = Philox.Word(seed, process, (uint)voxel, substep, 0);
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            // A rival lies at the target's neighbour and proposes the way back from there.
            int back = Neighbourhood.Opposite(code);
            if (code == Neighbourhood.Itself || back == own)
                continue;
            int rival = target + Neighbourhood.Offset(code, row, plane);
            if (lattice.Proposal(rival) != back + 1)
                continue;
            uint rivalPriority = Philox.Word(seed, process, (uint)rival, substep, 0);
            if (rivalPriority > priority || (rivalPriority == priority && back > own))
                return false;
        }

        return true;
    }
}
