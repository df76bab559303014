namespace GpuTumor.Engine;

/// <summary>A ball of tissue.</summary>
/// <param name="X">Its middle, from the low face of the box along x [µm].</param>
/// <param name="Y">Along y [µm].</param>
/// <param name="Z">Along z [µm].</param>
/// <param name="Radius">[µm].</param>
public readonly record struct Ball(double X, double Y, double Z, double Radius)
{
    /// <summary>Whether the middle of a voxel lies in it.</summary>
    public bool Holds(Grid grid, int x, int y, int z)
    {
        double dx = ((x + 0.5) * grid.Spacing) - X;
        double dy = ((y + 0.5) * grid.Spacing) - Y;
        double dz = ((z + 0.5) * grid.Spacing) - Z;
        return (dx * dx) + (dy * dy) + (dz * dz) <= Radius * Radius;
    }
}
