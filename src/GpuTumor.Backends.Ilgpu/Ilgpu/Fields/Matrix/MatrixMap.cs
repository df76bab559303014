using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The extracellular matrix of a tissue on the device: its density in each voxel, 0–1 or closed.</summary>
/// <remarks>Whoever changes densities calls <see cref="Changed"/>; every field meets the new matrix in its next step.</remarks>
internal sealed class MatrixMap : IDisposable
{
    private readonly GpuContext _context;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _density;

    /// <summary>A tissue without matrix.</summary>
    public MatrixMap(GpuContext context, Grid grid) => (_context, _density) = (context, context.Allocate<float>(grid.Voxels));

    /// <summary>Density by voxel, x fastest.</summary>
    public ArrayView<float> Density => _density.View;

    /// <summary>Whether any voxel is closed. Then fields without hindrance have to mind the matrix, too.</summary>
    public bool HasClosedVoxels { get; private set; }

    /// <summary>Counts the changes.</summary>
    public long Revision { get; private set; }

    /// <summary>Bytes for each voxel of the box.</summary>
    public static long BytesPerVoxel(ExtracellularMatrix? matrix) => matrix is null ? 0 : sizeof(float);

    /// <summary>The matrix with which a model begins; null if it has none.</summary>
    public static MatrixMap? Of(GpuContext context, Model model)
    {
        if (model.Matrix is null)
            return null;
        MatrixMap map = new(context, model.Grid);
        float[] plane = new float[model.Grid.PlaneVoxels];
        for (int z = 0; z < model.Grid.Nz; z++)
        {
            model.Matrix.CopyPlane(model.Grid, model.Seeding, z, plane);
            map.Set((long)z * plane.Length, plane);
        }

        return map;
    }

    /// <summary>Sets densities from a voxel on.</summary>
    public void Set(long first, ReadOnlySpan<float> densities)
    {
        _context.Write(densities, _density.View.SubView(first, densities.Length));
        HasClosedVoxels |= densities.Contains(ExtracellularMatrix.Closed);
        Changed();
    }

    /// <summary>Says that densities have changed.</summary>
    public void Changed() => Revision++;

    public void Dispose() => _context.Free(_density);
}
