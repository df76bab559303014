using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>VEGF makes vessels sprout: an open vessel grows by a voxel towards more VEGF, fastest at the tips of sprouts.</summary>
/// <remarks>
/// Rate 5/d·h(VEGF, 0.5) at a tip, which has one open vessel beside it: 100 µm/d (50–300) [M]; 0.02/d·h(VEGF, 0.5) elsewhere [G]. The sprout takes
/// the neighbour with most VEGF that has at most 3 vessels around it, and carries 7/8 of its parent's perfusion [G]. A collapsed segment
/// may be grown through again. Invariant: a vessel voxel touches the one that it sprouted from.
/// </remarks>
/// <param name="Elongation">At a tip with all VEGF.</param>
/// <param name="Initiation">Elsewhere.</param>
/// <param name="Vegf">Response to VEGF [nM].</param>
public readonly record struct VesselSprouting(Rate Elongation, Rate Initiation, Hill Vegf)
{
    /// <summary>Vessels around a voxel above which none sprouts into it.</summary>
    public const int Crowd = 3;

    /// <summary>The specification's values.</summary>
    public static VesselSprouting Default => new(Rate.PerDayOf(5), Rate.PerDayOf(0.02), new Hill(0.5f, 1f));

    /// <summary>Perfusion of a sprout.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Carried(byte parent) => (byte)((parent * 7) >> 3);

    /// <summary>Where the vessel of a voxel sprouts to, 1 + code; 0 if it does not.</summary>
    /// <param name="vessels">The vessels.</param>
    /// <param name="voxel">A voxel with an open vessel, not on the rim of the box.</param>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    /// <param name="stepHours">Length of the step [h].</param>
    /// <param name="draws">Random words: whether, and which of equal ways.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Propose<TVessels>(in TVessels vessels, int voxel, int row, int plane, float stepHours, RandomWords draws)
        where TVessels : struct, IVessels
    {
        bool isTip = Around(vessels, voxel, row, plane) <= 1;
        Scalar fastest = new(isTip ? Elongation.PerHour : Initiation.PerHour);
        Scalar rate = fastest * Vegf.Of<Scalar, ScalarWord>(new Scalar(vessels.Vegf(voxel)));
        if (CellStep.Happens<Scalar, ScalarWord>(rate, stepHours, new ScalarWord(draws.First)).Value == 0u)
            return 0;
        float most = -1f;
        uint bestTie = 0;
        byte proposal = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            int target = voxel + Neighbourhood.Offset(code, row, plane);
            if (vessels.Perfusion(target) != 0 || vessels.IsClosed(target) || Around(vessels, target, row, plane) > Crowd)
                continue;
            float vegf = vessels.Vegf(target);
            uint tie = (draws.Second ^ ((uint)code * 0x9E3779B9u)) * 0x85EBCA6Bu;
            if (vegf > most || (vegf == most && tie > bestTie))
            {
                most = vegf;
                bestTie = tie;
                proposal = (byte)(code + 1);
            }
        }

        return proposal;
    }

    // Open vessels among the 26 neighbours.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Around<TVessels>(in TVessels vessels, int voxel, int row, int plane)
        where TVessels : struct, IVessels
    {
        int count = 0;
        for (int code = 0; code < Neighbourhood.Codes; code++)
        {
            bool open = vessels.Perfusion(voxel + Neighbourhood.Offset(code, row, plane)) != 0;
            count += open && code != Neighbourhood.Itself ? 1 : 0;
        }

        return count;
    }
}
