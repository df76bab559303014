using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The host cells of a tissue and the laws they follow; a kind without laws does not occur.</summary>
public sealed record HostTissue
{
    /// <summary>T cells.</summary>
    public TCellLaws? TCells { get; init; }

    /// <summary>Myeloid-derived suppressor cells.</summary>
    public MyeloidLaws? Myeloid { get; init; }

    /// <summary>Fibroblasts.</summary>
    public FibroblastLaws? Fibroblasts { get; init; }

    /// <summary>How fast debris of dead cells is cleared.</summary>
    public Rate DebrisClearance { get; init; } = Rate.PerDayOf(0.5);

    /// <summary>All host cells with the specification's values, for steps of a length [h].</summary>
    public static HostTissue Default(double stepHours) => new()
    {
        TCells = TCellLaws.Default(stepHours),
        Myeloid = MyeloidLaws.Default,
        Fibroblasts = FibroblastLaws.Default,
    };

    /// <summary>The laws of all kinds; a kind without laws never enters.</summary>
    public HostLaws Laws => new(TCells.GetValueOrDefault(), Myeloid.GetValueOrDefault(), Fibroblasts.GetValueOrDefault());

    /// <summary>The probability of a hop within a substep, as a threshold for 32 random bits.</summary>
    /// <param name="walk">How the cells wander.</param>
    /// <param name="spacing">Edge of a voxel [µm].</param>
    /// <param name="stepHours">Length of a step [h].</param>
    public uint WalkingThreshold(HostWalk walk, double spacing, double stepHours)
        => (uint)Math.Min(walk.Hops(spacing, 60 * stepHours / Math.Max(1, WalkingSubsteps(spacing, stepHours))) * 4294967296.0, 4294967295.0);

    /// <summary>The part of debris that is left after a step, of 2¹⁶.</summary>
    public uint DebrisKept(double stepHours) => (uint)Math.Round(65536 * Math.Exp(-DebrisClearance.PerHour * stepHours));

    /// <summary>How often within a step host cells may hop: the fastest hops at most once each time.</summary>
    /// <param name="spacing">Edge of a voxel [µm].</param>
    /// <param name="stepHours">Length of a step [h].</param>
    public int WalkingSubsteps(double spacing, double stepHours)
    {
        double hops = Math.Max(
            TCells?.Walk.Hops(spacing, 60 * stepHours) ?? 0, Myeloid?.Walk.Hops(spacing, 60 * stepHours) ?? 0);
        return (int)Math.Ceiling(hops);
    }
}
