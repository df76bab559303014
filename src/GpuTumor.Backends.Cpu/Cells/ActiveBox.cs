using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>A box of voxels, ends not included. Empty if it has no extent.</summary>
internal readonly record struct ActiveBox(int X0, int X1, int Y0, int Y1, int Z0, int Z1)
{
    public int Planes => Z1 - Z0;

    public long Voxels => (long)(X1 - X0) * (Y1 - Y0) * (Z1 - Z0);

    /// <summary>The smallest box that holds this one and another.</summary>
    public ActiveBox With(ActiveBox other)
        => Planes == 0 ? other
            : other.Planes == 0 ? this
            : new(
                Math.Min(X0, other.X0), Math.Max(X1, other.X1),
                Math.Min(Y0, other.Y0), Math.Max(Y1, other.Y1),
                Math.Min(Z0, other.Z0), Math.Max(Z1, other.Z1));

    /// <summary>The box grown by a margin, inside the closed rim of the grid.</summary>
    public ActiveBox Grown(int margin, Grid grid)
        => new(
            Math.Max(1, X0 - margin), Math.Min(grid.Nx - 1, X1 + margin),
            Math.Max(1, Y0 - margin), Math.Min(grid.Ny - 1, Y1 + margin),
            Math.Max(1, Z0 - margin), Math.Min(grid.Nz - 1, Z1 + margin));

    /// <summary>The box of one voxel.</summary>
    public static ActiveBox Of(int x, int y, int z) => new(x, x + 1, y, y + 1, z, z + 1);
}
