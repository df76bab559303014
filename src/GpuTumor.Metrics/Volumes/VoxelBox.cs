namespace GpuTumor.Metrics;

/// <summary>A box of voxels of a lattice; its corner may lie outside the lattice, where everything is empty.</summary>
/// <param name="X">First x.</param>
/// <param name="Y">First y.</param>
/// <param name="Z">First z.</param>
/// <param name="Nx">Voxels along x.</param>
/// <param name="Ny">Voxels along y.</param>
/// <param name="Nz">Voxels along z.</param>
public readonly record struct VoxelBox(int X, int Y, int Z, int Nx, int Ny, int Nz)
{
    /// <summary>Whether there is no voxel in it.</summary>
    public bool IsEmpty => Nx <= 0 || Ny <= 0 || Nz <= 0;

    /// <summary>The box grown by some voxels on every side.</summary>
    public VoxelBox Grown(int margin)
        => new(X - margin, Y - margin, Z - margin, Nx + (2 * margin), Ny + (2 * margin), Nz + (2 * margin));
}
