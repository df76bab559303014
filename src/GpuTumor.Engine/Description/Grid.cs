namespace GpuTumor.Engine;

/// <summary>A regular lattice of voxels, mostly cubes: extents and spacing. Voxel (x, y, z) has index x + Nx·(y + Ny·z).</summary>
public readonly record struct Grid
{
    /// <summary>The largest number of voxels one lattice may have: cells keep their voxel in 31 bits.</summary>
    public const long LargestVoxelCount = int.MaxValue;

    /// <summary>Describes a lattice of nx × ny × nz cubes.</summary>
    /// <param name="nx">Voxels along x, at least 4.</param>
    /// <param name="ny">Voxels along y, at least 4.</param>
    /// <param name="nz">Voxels along z, at least 4.</param>
    /// <param name="spacing">Edge of a voxel [µm].</param>
    public Grid(int nx, int ny, int nz, double spacing)
        : this(nx, ny, nz, spacing, spacing, spacing)
    {
    }

    /// <summary>Describes a lattice of nx × ny × nz voxels.</summary>
    /// <param name="nx">Voxels along x, at least 4.</param>
    /// <param name="ny">Voxels along y, at least 4.</param>
    /// <param name="nz">Voxels along z, at least 4.</param>
    /// <param name="spacingX">Edge of a voxel along x [µm].</param>
    /// <param name="spacingY">Edge of a voxel along y [µm].</param>
    /// <param name="spacingZ">Edge of a voxel along z [µm].</param>
    public Grid(int nx, int ny, int nz, double spacingX, double spacingY, double spacingZ)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nx, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(ny, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(nz, 4);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacingX);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacingY);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacingZ);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)nx * ny * nz, LargestVoxelCount);
        (Nx, Ny, Nz) = (nx, ny, nz);
        (SpacingX, SpacingY, SpacingZ) = (spacingX, spacingY, spacingZ);
    }

    /// <summary>Voxels along x.</summary>
    public int Nx { get; }

    /// <summary>Voxels along y.</summary>
    public int Ny { get; }

    /// <summary>Voxels along z.</summary>
    public int Nz { get; }

    /// <summary>Edge of a voxel along x [µm].</summary>
    public double SpacingX { get; }

    /// <summary>Edge of a voxel along y [µm].</summary>
    public double SpacingY { get; }

    /// <summary>Edge of a voxel along z [µm].</summary>
    public double SpacingZ { get; }

    /// <summary>Whether voxels are cubes, as cells need them.</summary>
    public bool IsCubic => SpacingX == SpacingY && SpacingX == SpacingZ;

    /// <summary>Edge of a voxel; of the cube of the same volume where voxels are no cubes [µm].</summary>
    public double Spacing => IsCubic ? SpacingX : Math.Cbrt(VoxelVolume);

    /// <summary>Voxels of one z-plane.</summary>
    public long PlaneVoxels => (long)Nx * Ny;

    /// <summary>Voxels in all.</summary>
    public long Voxels => PlaneVoxels * Nz;

    /// <summary>Volume of a voxel [µm³].</summary>
    public double VoxelVolume => SpacingX * SpacingY * SpacingZ;

    /// <summary>Couplings between neighbours along x, y and z, D/h² [1/s].</summary>
    /// <param name="diffusivity">D [µm²/s].</param>
    public (double X, double Y, double Z) Couplings(double diffusivity)
        => (diffusivity / (SpacingX * SpacingX), diffusivity / (SpacingY * SpacingY), diffusivity / (SpacingZ * SpacingZ));

    /// <summary>Voxels of the same size in another box.</summary>
    public Grid Resized(int nx, int ny, int nz) => new(nx, ny, nz, SpacingX, SpacingY, SpacingZ);

    /// <summary>How far the centre of a voxel lies from the middle of the box [µm].</summary>
    public double DistanceFromMiddle(int x, int y, int z)
    {
        double dx = SpacingX * (x + 0.5 - (Nx / 2.0));
        double dy = SpacingY * (y + 0.5 - (Ny / 2.0));
        double dz = SpacingZ * (z + 0.5 - (Nz / 2.0));
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }

    /// <summary>Index of a voxel.</summary>
    public long Index(int x, int y, int z) => x + (Nx * (y + ((long)Ny * z)));

    /// <inheritdoc/>
    public override string ToString() => IsCubic
        ? FormattableString.Invariant($"{Nx} × {Ny} × {Nz} at {SpacingX} µm")
        : FormattableString.Invariant($"{Nx} × {Ny} × {Nz} at {SpacingX} × {SpacingY} × {SpacingZ} µm");
}
