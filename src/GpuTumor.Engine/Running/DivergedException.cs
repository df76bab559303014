namespace GpuTumor.Engine;

/// <summary>The physics left the finite numbers.</summary>
public sealed class DivergedException : Exception
{
    /// <summary>Says which field, where and when.</summary>
    /// <param name="field">The field.</param>
    /// <param name="voxel">Where it, or what it is given or loses, is not finite; −1 where only its sums are not.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="clock">After the step.</param>
    public DivergedException(string field, long voxel, Grid grid, Clock clock)
        : base(FormattableString.Invariant($"field '{field}' is not finite {Place(voxel, grid)} after step {clock.Step} ({clock.Hours:0.###} h)"))
        => (Field, Voxel, Clock) = (field, voxel, clock);

    /// <summary>The field.</summary>
    public string Field { get; }

    /// <summary>Index of the first voxel that is not finite.</summary>
    public long Voxel { get; }

    /// <summary>When it was found.</summary>
    public Clock Clock { get; }

    private static string Place(long voxel, Grid grid) => voxel < 0
        ? "in sum"
        : FormattableString.Invariant($"at voxel ({voxel % grid.Nx}, {voxel / grid.Nx % grid.Ny}, {voxel / grid.PlaneVoxels})");
}
