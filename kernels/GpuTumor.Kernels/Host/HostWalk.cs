using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How a host cell wanders: a hop to one of the 26 neighbours or none, drawn axis by axis, biased along a gradient.</summary>
/// <remarks>
/// Along each axis −1, 0, 1 with weights 1/a, 1, a, a = exp(½·α·(c₊ − c₋)/(K + c)); the mean displacement of a hop is
/// (a − 1/a)/(1/a + 1 + a) voxels along it. Without a gradient a hop is 1.364 voxels long in the mean (1 in 27 stays), so the
/// rate is v/(1.364·h) [hops/min]. v is 5 µm/min (2–10) for T cells [M], 2 µm/min for MDSC [G]; α = 2, K = 0.5 nM [G]. No hop into a
/// voxel that holds a host cell or lies on the rim. Invariant: host cells are neither made nor lost, at most one a voxel.
/// </remarks>
/// <param name="Speed">v [µm/min].</param>
/// <param name="Pull">α, how strongly the cell follows the gradient.</param>
/// <param name="HalfMaximum">K, the concentration that halves the pull.</param>
public readonly record struct HostWalk(float Speed, float Pull, float HalfMaximum)
{
    /// <summary>Length of a hop in the mean [voxels].</summary>
    public const double MeanHop = 1.364;

    /// <summary>Hops within a time, in the mean.</summary>
    /// <param name="spacing">Edge of a voxel [µm].</param>
    /// <param name="minutes">The time [min].</param>
    public double Hops(double spacing, double minutes) => Speed * minutes / (MeanHop * spacing);

    /// <summary>Whether a cell hops whose speed a field changes: in proportion to it, up to a hop a substep.</summary>
    /// <param name="threshold">That of the undisturbed speed, for 32 random bits.</param>
    /// <param name="speed">The factor on it.</param>
    /// <param name="draw">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Hops(uint threshold, float speed, uint draw) => (int)(draw >> 8) < speed * (int)(threshold >> 8);

    /// <summary>The step along one axis, −1, 0 or 1.</summary>
    /// <param name="below">Concentration one voxel below.</param>
    /// <param name="here">Concentration here.</param>
    /// <param name="above">Concentration one voxel above.</param>
    /// <param name="draw">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Along(float below, float here, float above, uint draw)
    {
        Scalar relative = new Scalar(above - below) / new Scalar(HalfMaximum + here);
        Scalar octaves = new Scalar(0.5f * 1.44269504f * Pull) * relative;
        octaves = Scalar.Min(Scalar.Max(octaves, new Scalar(-10f)), new Scalar(10f));
        Scalar up = Elementary.Exp2<Scalar, ScalarWord>(octaves);
        Scalar down = Elementary.Exp2<Scalar, ScalarWord>(octaves * new Scalar(-1f));
        float share = ((up + new Scalar(1f)) + down).Value * ((int)(draw >> 8) * (1f / 16777216f));
        return share < up.Value ? 1 : share < up.Value + 1f ? 0 : -1;
    }
}
