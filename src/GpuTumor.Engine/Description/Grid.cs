namespace GpuTumor.Engine;

/// <summary>A regular lattice of cubic voxels: extents and spacing. Voxel (x, y, z) has index x + Nx·(y + Ny·z).</summary>
public readonly record struct Grid
{
    /// <summary>The largest number of voxels one lattice may have: cells keep their voxel in 31 bits.</summary>
    public const long LargestVoxelCount = int.MaxValue;

    /// <summary>Describes a lattice of nx × ny × nz voxels.</summary>
    /// <param name="nx">Voxels along x, at least 4.</param>
    /// <param name="ny">Voxels along y, at least 4.</param>
    /// <param name="nz">Voxels along z, at least 4.</param>
    /// <param name="spacing">Edge of a voxel [µm].</param>
    public Grid(int nx, int ny, int nz, double spacing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nx, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(ny, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(nz, 4);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacing);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)nx * ny * nz, LargestVoxelCount);
        (Nx, Ny, Nz, Spacing) = (nx, ny, nz, spacing);
    }

    /// <summary>Voxels along x.</summary>
    public int Nx { get; }

    /// <summary>Voxels along y.</summary>
    public int Ny { get; }

    /// <summary>Voxels along z.</summary>
    public int Nz { get; }

    /// <summary>Edge of a voxel [µm].</summary>
    public double Spacing { get; }

    /// <summary>Voxels of one z-plane.</summary>
    public long PlaneVoxels => (long)Nx * Ny;

    /// <summary>Voxels in all.</summary>
    public long Voxels => PlaneVoxels * Nz;

    /// <summary>Volume of a voxel [µm³].</summary>
    public double VoxelVolume => Spacing * Spacing * Spacing;

    /// <summary>Couplings between neighbours along x, y and z, D/h² [1/s].</summary>
    /// <param name="diffusivity">D [µm²/s].</param>
    public (double X, double Y, double Z) Couplings(double diffusivity)
    {
        double coupling = diffusivity / (Spacing * Spacing);
        return (coupling, coupling, coupling);
    }

    /// <summary>How far the centre of a voxel lies from the middle of the box [µm].</summary>
    public double DistanceFromMiddle(int x, int y, int z)
    {
        double dx = Spacing * (x + 0.5 - (Nx / 2.0));
        double dy = Spacing * (y + 0.5 - (Ny / 2.0));
        double dz = Spacing * (z + 0.5 - (Nz / 2.0));
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }

    /// <summary>Index of a voxel.</summary>
    public long Index(int x, int y, int z) => x + (Nx * (y + ((long)Ny * z)));

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Nx} × {Ny} × {Nz} at {Spacing} µm");
}
