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

    public CoarseMaps(GpuContext context, Grid grid)
    {
        _context = context;
        _cells = [.. CellsOf(grid)];
        _starts = new long[_cells.Length];
        for (int i = 1; i < _cells.Length; i++)
            _starts[i] = _starts[i - 1] + _cells[i - 1];
        _corrections = context.Allocate<float>(_cells.Sum());
        _defects = context.Allocate<float>(_cells.Sum());
        _losses = context.Allocate<float>(_cells.Sum());
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
    }
}
