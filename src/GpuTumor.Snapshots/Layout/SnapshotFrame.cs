using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>The lattice of a snapshot and where its first voxel begins in the box [µm].</summary>
internal readonly record struct SnapshotFrame(Grid Grid, double X, double Y, double Z)
{
    /// <summary>The whole box.</summary>
    public static SnapshotFrame Of(Grid grid) => new(grid, 0, 0, 0);
}
