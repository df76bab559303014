namespace GpuTumor.Kernels;

/// <summary>The quantities summed after an implicit step, in the order in which every device holds them.</summary>
public static class ClosingSums
{
    /// <summary>What there is.</summary>
    public const int Present = 0;

    /// <summary>What there is in voxels that are not pinned; not summed where none is.</summary>
    public const int PresentFree = 1;

    /// <summary>First-order loss of free voxels.</summary>
    public const int Taken = 2;

    /// <summary>Saturable uptake of free voxels.</summary>
    public const int Saturable = 3;

    /// <summary>Slope of the saturable uptake times the concentration.</summary>
    public const int SaturableSlope = 4;

    /// <summary>Sources of free voxels that the solver left unmatched.</summary>
    public const int Defect = 5;

    /// <summary>What the neighbours of pinned voxels lose to them, before they receive.</summary>
    public const int PinnedNeighbours = 6;

    /// <summary>Quantities summed by rows.</summary>
    public const int OfRows = 7;

    /// <summary>Loss through held faces, summed by planes: the first of six.</summary>
    public const int ToFaces = 7;

    /// <summary>How many.</summary>
    public const int Quantities = 13;
}
