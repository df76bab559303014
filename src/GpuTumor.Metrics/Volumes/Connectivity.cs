namespace GpuTumor.Metrics;

/// <summary>Which voxels touch.</summary>
public enum Connectivity
{
    /// <summary>Those that share a face: 6 neighbours.</summary>
    Faces,

    /// <summary>Those that share a face, an edge or a corner: 26 neighbours.</summary>
    Corners,
}
