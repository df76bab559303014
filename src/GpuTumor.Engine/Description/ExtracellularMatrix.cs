using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The extracellular matrix at the start: a mesh of fibres, the denser the slower large molecules pass.</summary>
/// <remarks>
/// A density lies between 0 (none) and 1 (densest); normal tissue has some 0.3, desmoplastic tumours 0.6 to 0.9. What it does to
/// a substance is that field's <see cref="FieldDefinition.Hindrance"/>.
/// </remarks>
public sealed record ExtracellularMatrix
{
    /// <summary>The mark of a voxel that nothing diffuses into: bone, a plastic dish.</summary>
    public const float Closed = 2f;

    /// <summary>Density everywhere but in the shell, 0–1.</summary>
    public float Density { get; init; }

    /// <summary>Denser matrix around the first cells; none if its thickness is 0.</summary>
    public DesmoplasticShell Shell { get; init; }

    /// <summary>Farther than this from the middle of the box all voxels are closed: the wall of a dish, a capsule; 0 for nowhere [µm].</summary>
    public double OpenRadius { get; init; }

    /// <summary>Blocks of closed voxels: bone, plates of a chamber.</summary>
    public IReadOnlyList<Block> Closures { get; init; } = [];

    /// <summary>Whether any voxel may be closed. Then fields without hindrance have to mind the matrix, too.</summary>
    public bool ClosesVoxels => OpenRadius > 0 || Closures.Count > 0;

    /// <summary>How it is dissolved and laid down; null if it stays as it is.</summary>
    public MatrixTurnover? Turnover { get; init; }

    /// <summary>Steps of how many hours the turnover takes: the matrix changes within days [h].</summary>
    public double TurnoverHours { get; init; } = 3;

    /// <summary>Writes the densities of one plane, x fastest.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="seeding">The first cells, which the shell surrounds.</param>
    /// <param name="z">The plane.</param>
    /// <param name="densities">Nx·Ny values.</param>
    public void CopyPlane(Grid grid, Seeding seeding, int z, Span<float> densities)
    {
        densities.Fill(Density);
        if (Shell.Thickness > 0)
            LayShell(grid, seeding, z, densities);
        if (ClosesVoxels)
            CloseVoxels(grid, z, densities);
    }

    private void LayShell(Grid grid, Seeding seeding, int z, Span<float> densities)
    {
        double inner = Math.Cbrt(3.0 * seeding.Cells * grid.VoxelVolume / (4.0 * Math.PI));
        double outer = inner + Shell.Thickness;
        for (int y = 0; y < grid.Ny; y++)
        {
            for (int x = 0; x < grid.Nx; x++)
            {
                double radius = grid.DistanceFromMiddle(x, y, z);
                if (radius >= inner && radius < outer)
                    densities[x + (grid.Nx * y)] = Shell.Density;
            }
        }
    }

    private void CloseVoxels(Grid grid, int z, Span<float> densities)
    {
        for (int y = 0; y < grid.Ny; y++)
        {
            for (int x = 0; x < grid.Nx; x++)
            {
                bool isOutside = OpenRadius > 0 && grid.DistanceFromMiddle(x, y, z) > OpenRadius;
                if (isOutside || Closures.Any(block => block.Holds(grid, x, y, z)))
                    densities[x + (grid.Nx * y)] = Closed;
            }
        }
    }
}

/// <summary>A shell of dense matrix that begins at the surface of the ball of the first cells.</summary>
/// <param name="Thickness">[µm].</param>
/// <param name="Density">0–1.</param>
public readonly record struct DesmoplasticShell(double Thickness, float Density);

/// <summary>A block of the box with its edges along the axes, in µm from the corner of the first voxel; without an end it reaches to the face.</summary>
/// <param name="X">From and to along x.</param>
/// <param name="Y">From and to along y.</param>
/// <param name="Z">From and to along z.</param>
public readonly record struct Block((double From, double To) X, (double From, double To) Y, (double From, double To) Z)
{
    /// <summary>Whether the middle of a voxel lies within.</summary>
    public bool Holds(Grid grid, int x, int y, int z)
        => Within(X, (x + 0.5) * grid.SpacingX) && Within(Y, (y + 0.5) * grid.SpacingY) && Within(Z, (z + 0.5) * grid.SpacingZ);

    private static bool Within((double From, double To) edge, double place) => place >= edge.From && place < edge.To;
}
