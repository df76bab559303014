using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The maps of the coarser lattices, shared by all fields: together a seventh of a full map each.</summary>
internal sealed class CoarseMaps : IDisposable
{
    private readonly GpuContext _context;
    private readonly long[] _starts;
    private readonly long[] _cells;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _corrections;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _defects;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _losses;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>? _smoothed;
    private readonly long _voxels;

    public CoarseMaps(GpuContext context, Grid grid)
    {
        _voxels = grid.Voxels;
        _context = context;
        _cells = [.. CellsOf(grid)];
        _starts = new long[_cells.Length];
        for (int i = 1; i < _cells.Length; i++)
            _starts[i] = _starts[i - 1] + _cells[i - 1];
        _corrections = context.Allocate<float>(_cells.Sum());
        _defects = context.Allocate<float>(_cells.Sum());
        _losses = context.Allocate<float>(_cells.Sum());
        _smoothed = context.Tiling == Tiling.Never ? null : context.Allocate<float>(_voxels + _cells.Sum());
    }

    /// <summary>Lattices, the finest included, down to a single cell.</summary>
    public int Levels => _cells.Length + 1;

    /// <summary>Cells of each coarse lattice.</summary>
    public static IEnumerable<long> CellsOf(Grid grid)
    {
        (int x, int y, int z) = (grid.Nx, grid.Ny, grid.Nz);
        while (x > 1 || y > 1 || z > 1)
        {
            (x, y, z) = ((x + 1) / 2, (y + 1) / 2, (z + 1) / 2);
            yield return (long)x * y * z;
        }
    }

    /// <summary>Values that the maps of a grid take.</summary>
    public static long ValuesOf(Grid grid, Tiling tiling)
    {
        long coarse = CellsOf(grid).Sum();
        return (3 * coarse) + (tiling == Tiling.Never ? 0 : grid.Voxels + coarse);
    }

    /// <summary>The corrections on all coarse lattices.</summary>
    public ArrayView<float> Corrections => _corrections.View;

    /// <summary>The defects on all coarse lattices [field unit/s].</summary>
    public ArrayView<float> Defects => _defects.View;

    /// <summary>The losses on all coarse lattices [1/s].</summary>
    public ArrayView<float> Losses => _losses.View;

    /// <summary>Where a lattice's relaxed values are put on the way down; only where tiles are used.</summary>
    public ArrayView<float> Smoothed(int level) => level == 0
        ? _smoothed!.View.SubView(0, _voxels)
        : _smoothed!.View.SubView(_voxels + _starts[level - 1], _cells[level - 1]);

    /// <summary>The correction on a coarse lattice; 1 is the first.</summary>
    public ArrayView<float> Correction(int level) => _corrections.View.SubView(_starts[level - 1], _cells[level - 1]);

    /// <summary>The defect on a coarse lattice [field unit/s].</summary>
    public ArrayView<float> Defect(int level) => _defects.View.SubView(_starts[level - 1], _cells[level - 1]);

    /// <summary>The loss on a coarse lattice [1/s].</summary>
    public ArrayView<float> Loss(int level) => _losses.View.SubView(_starts[level - 1], _cells[level - 1]);

    public void Dispose()
    {
        _context.Free(_corrections);
        _context.Free(_defects);
        _context.Free(_losses);
        if (_smoothed is not null)
            _context.Free(_smoothed);
    }
}
