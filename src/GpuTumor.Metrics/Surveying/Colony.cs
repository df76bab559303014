namespace GpuTumor.Metrics;

/// <summary>A metastasis: a group of touching living cells at a distant site, of at least 50.</summary>
/// <param name="Site">Where.</param>
/// <param name="Hours">When it was seen [h].</param>
/// <param name="Cells">Its living voxels.</param>
/// <param name="Centre">Its centroid in the site's box [µm].</param>
/// <param name="Founder">The founder of most of its cells; empty if founders were not stored.</param>
/// <param name="FounderShare">Their share; NaN if founders were not stored.</param>
/// <param name="MainClone">The clone of most of its cells; 0 if clones were not stored.</param>
/// <param name="CloneShare">Their share; NaN if clones were not stored.</param>
/// <param name="ResistantFraction">Share of cells with a resistant genotype; NaN if genotypes were not stored.</param>
public sealed record Colony(
    string Site, double Hours, long Cells, (double X, double Y, double Z) Centre, string Founder, double FounderShare,
    uint MainClone, double CloneShare, double ResistantFraction)
{
    /// <summary>Cells from which on a colony is a metastasis.</summary>
    public const int FewestCells = 50;

    /// <summary>What the columns of a table of colonies are: name, unit, rule.</summary>
    public static IReadOnlyList<Metric> Columns { get; } =
    [
        new("time", "d", "Simulated time."),
        new("site", "1", "The distant site."),
        new("cells", "1", "Living voxels of a 26-connected component of at least 50: a metastasis."),
        new("volume", "um3", "Cells times the volume of a voxel."),
        new("x", "um", "Centroid in the site's own box."),
        new("y", "um", "Centroid in the site's own box."),
        new("z", "um", "Centroid in the site's own box."),
        new("founder", "1", "Parental clone: the founder whose lineage has most of the cells."),
        new("founder_share", "1", "Its share of the cells; below 1 where colonies of several origins have met."),
        new("clone", "1", "The clone of most of the cells, as the site's lattice numbers them."),
        new("clone_share", "1", "Its share of the cells."),
        new("resistant_fraction", "1", "Cells with a resistant genotype (see resistant_fraction) over all cells."),
    ];
}
