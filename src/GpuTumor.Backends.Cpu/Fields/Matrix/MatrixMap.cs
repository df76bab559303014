using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>The extracellular matrix of a tissue: its density in each voxel, 0–1 or closed.</summary>
/// <remarks>Whoever changes densities calls <see cref="Changed"/>; every field meets the new matrix in its next step.</remarks>
public sealed unsafe class MatrixMap : IDisposable
{
    /// <summary>A tissue without matrix.</summary>
    public MatrixMap(Grid grid) => Density = new NativeArray<float>(grid.Voxels);

    /// <summary>Density by voxel, x fastest.</summary>
    public NativeArray<float> Density { get; }

    /// <summary>Bytes held.</summary>
    public long AllocatedBytes => Density.Length * sizeof(float);

    /// <summary>Whether any voxel is closed. Then fields without hindrance have to mind the matrix, too.</summary>
    public bool HasClosedVoxels { get; private set; }

    /// <summary>Counts the changes.</summary>
    public long Revision { get; private set; }

    /// <summary>Bytes that the matrix of a lattice takes.</summary>
    public static long RequiredBytes(Grid grid) => grid.Voxels * sizeof(float);

    /// <summary>The matrix with which a model begins.</summary>
    public static MatrixMap Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(model.Matrix);
        MatrixMap map = new(model.Grid);
        int plane = checked((int)model.Grid.PlaneVoxels);
        for (int z = 0; z < model.Grid.Nz; z++)
        {
            Span<float> densities = map.Density.Slice((long)z * plane, plane);
            model.Matrix.CopyPlane(model.Grid, model.Seeding, z, densities);
            map.HasClosedVoxels |= densities.Contains(ExtracellularMatrix.Closed);
        }

        return map;
    }

    /// <summary>Closes a voxel: nothing diffuses into it or out of it.</summary>
    public void Close(long voxel)
    {
        Density[voxel] = ExtracellularMatrix.Closed;
        HasClosedVoxels = true;
        Changed();
    }

    /// <summary>Says that densities have changed.</summary>
    public void Changed() => Revision++;

    /// <inheritdoc/>
    public void Dispose() => Density.Dispose();
}
