using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>
/// Compaction: cells that cohere close the gaps that the dead leave. A cell hops to a free neighbouring voxel where it has more
/// neighbours, or that lies deeper in the mass, so that a regressing mass shrinks.
/// </summary>
/// <remarks>
/// Rate 1/6 h [G] for a cell with somewhere to gain; gain = Δn + T·Δd, n occupied neighbours (0–26), d depth in the mass
/// [voxels], T the tension of the tissue, 4 neighbours a voxel [G]. With T = 0 pores grow together and the mass keeps its
/// outline: a ball of 60 % density and 18 voxels radius loses 14 % of its closed volume in 80 h, with T = 4 it is compact.
/// Invariant: cells are neither made
/// nor lost; a cell keeps at least as many neighbours as it had, or six.
/// </remarks>
/// <param name="Hopping">How often a cell looks for a better place.</param>
/// <param name="Tension">T: neighbours a cell gives up to lie one voxel deeper.</param>
public readonly record struct Compaction(Rate Hopping, int Tension)
{
    /// <summary>Neighbours below which a cell does not go on its way inwards.</summary>
    public const int LeastContacts = 6;

    /// <summary>The specification's values.</summary>
    public static Compaction Default => new(Rate.Relaxing(6), 4);

    /// <summary>The direction a cell would hop, 1 + code; 0 if it has nothing to gain.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="voxel">The cell's voxel, not on the rim of the box.</param>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    /// <param name="slopes">How the depth in the mass grows here.</param>
    /// <param name="draw">Random bits that settle ties.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Propose<TLattice>(
        in TLattice lattice, int voxel, int row, int plane, DepthSlopes slopes, uint draw)
        where TLattice : struct, ILattice
    {
        int own = lattice.Occupied(voxel, row, plane);
        if (own == Crowding.Most)
            return 0;
        int fewest = own < LeastContacts ? own : LeastContacts;
        int best = 0;
        uint bestTie = 0;
        byte proposal = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            int target = lattice.Beside(voxel, code, row, plane);
            if (lattice.Distance(target) != 0)
                continue;
            // The cell itself will no longer be a neighbour.
            int there = lattice.Occupied(target, row, plane) - 1;
            if (there < fewest)
                continue;
            int gain = (DepthSlopes.PerVoxel * (there - own)) + (Tension * slopes.Along(code));
            uint tie = (draw ^ ((uint)code * 0x9E3779B9u)) * 0x85EBCA6Bu;
            if (gain > best || (gain == best && gain > 0 && tie > bestTie))
            {
                best = gain;
                bestTie = tie;
                proposal = (byte)(code + 1);
            }
        }

        return proposal;
    }
}
