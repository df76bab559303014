namespace GpuTumor.Engine;

/// <summary>The physics left the finite numbers.</summary>
public sealed class DivergedException : Exception
{
    /// <summary>Says which field, where and when.</summary>
    public DivergedException(string field, long voxel, Grid grid, Clock clock)
        : base(FormattableString.Invariant(
            $"field '{field}' is not finite at voxel ({voxel % grid.Nx}, {voxel / grid.Nx % grid.Ny}, {voxel / grid.PlaneVoxels}) after step {clock.Step} ({clock.Hours:0.###} h)"))
        => (Field, Voxel, Clock) = (field, voxel, clock);

    /// <summary>The field.</summary>
    public string Field { get; }

    /// <summary>Index of the first voxel that is not finite.</summary>
    public long Voxel { get; }

    /// <summary>When it was found.</summary>
    public Clock Clock { get; }
}
