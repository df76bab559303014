using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>The maps of the coarser lattices, shared by all fields: together a seventh of a full map each.</summary>
internal sealed class CoarseMaps : IDisposable
{
    private readonly NativeArray<float>[] _corrections;
    private readonly NativeArray<float>[] _defects;
    private readonly NativeArray<float>[] _losses;

    public CoarseMaps(Grid grid)
    {
        long[] cells = [.. CellsOf(grid)];
        Levels = cells.Length + 1;
        _corrections = [.. cells.Select(count => new NativeArray<float>(count))];
        _defects = [.. cells.Select(count => new NativeArray<float>(count))];
        _losses = [.. cells.Select(count => new NativeArray<float>(count))];
        Bytes = BytesOf(grid);
    }

    /// <summary>Lattices, the finest included, down to a single cell.</summary>
    public int Levels { get; }

    /// <summary>Bytes held.</summary>
    public long Bytes { get; }

    /// <summary>Bytes that the coarser lattices of a grid take.</summary>
    public static long BytesOf(Grid grid) => 3L * sizeof(float) * CellsOf(grid).Sum();

    /// <summary>The correction on a coarse lattice.</summary>
    /// <param name="level">1 for the first coarse lattice.</param>
    public NativeArray<float> Correction(int level) => _corrections[level - 1];

    /// <summary>The defect on a coarse lattice [field unit/s].</summary>
    /// <param name="level">1 for the first coarse lattice.</param>
    public NativeArray<float> Defect(int level) => _defects[level - 1];

    /// <summary>The loss on a coarse lattice [1/s].</summary>
    /// <param name="level">1 for the first coarse lattice.</param>
    public NativeArray<float> Loss(int level) => _losses[level - 1];

    public void Dispose()
    {
        foreach (NativeArray<float> map in _corrections.Concat(_defects).Concat(_losses))
            map.Dispose();
    }

    // Cells of each coarse lattice, halved along every axis down to a single one.
    private static IEnumerable<long> CellsOf(Grid grid)
    {
        (int x, int y, int z) = (grid.Nx, grid.Ny, grid.Nz);
        while (x > 1 || y > 1 || z > 1)
        {
            (x, y, z) = ((x + 1) / 2, (y + 1) / 2, (z + 1) / 2);
            yield return (long)x * y * z;
        }
    }
}
