using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Runs work over rows of a lattice and joins what it summed: rows on the device to planes, planes here, in order.</summary>
internal sealed class LatticeSums : IDisposable
{
    /// <summary>Entries that the losses to held faces take.</summary>
    public const int Faces = 6;

    private readonly GpuContext _context;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _rows;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _faceRows;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _planes;
    private readonly Grid _grid;
    private readonly double[] _values;

    /// <summary>Room for the sums of several passes over a lattice.</summary>
    /// <param name="context">The device.</param>
    /// <param name="grid">The finest lattice.</param>
    /// <param name="entries">Values kept for each plane: all quantities of all passes.</param>
    public LatticeSums(GpuContext context, Grid grid, int entries)
    {
        (_context, _grid) = (context, grid);
        long rows = (long)grid.Ny * grid.Nz;
        _rows = context.Allocate<float>(rows * RowSums.Quantities);
        _faceRows = context.Allocate<double>(2L * grid.Ny);
        _planes = context.Allocate<double>((long)entries * grid.Nz);
        _values = new double[(long)entries * grid.Nz];
    }

    /// <summary>Runs work over the rows of a lattice and keeps its sums from entry <paramref name="entry"/> on.</summary>
    public void Run<TWork>(TWork work, int entry, int quantities)
        where TWork : struct, IRowWork
        => Run(work, entry, quantities, quantities, _grid.Ny, _grid.Nz);

    /// <summary>The same on any lattice, with quantities of which the largest value is kept.</summary>
    /// <param name="work">The work.</param>
    /// <param name="entry">Where its first quantity is kept.</param>
    /// <param name="quantities">Quantities; 0 to keep none.</param>
    /// <param name="firstLargest">The first quantity of which the largest value is kept and not the sum.</param>
    /// <param name="height">Rows of a plane.</param>
    /// <param name="depth">Planes.</param>
    public void Run<TWork>(TWork work, int entry, int quantities, int firstLargest, int height, int depth)
        where TWork : struct, IRowWork
    {
        _context.ForRows(height, depth, quantities, firstLargest, _rows.View, work);
        if (quantities > 0)
        {
            _context.ForEach(
                (long)quantities * depth,
                new PlaneSumWork(_rows.View, _planes.View, (long)entry * _grid.Nz, _grid.Nz, height, depth, firstLargest, 0));
        }
    }

    /// <summary>Keeps what each held face takes from a field, in six entries.</summary>
    public void TakeFaceLosses(FieldGeometry geometry, ArrayView<float> map, int entry)
    {
        Boundaries faces = geometry.Faces;
        _context.ForEach(2L * _grid.Ny, new FaceRowWork(
            map, _faceRows.View, _grid.Nx, _grid.Ny, _grid.Nz, Held(faces.Bottom), Held(faces.Top)));
        _context.ForEach((long)Faces * _grid.Nz, new FacePlaneWork(
            map, _faceRows.View, _planes.View, (long)entry * _grid.Nz, _grid.Nx, _grid.Ny, _grid.Nz,
            Held(faces.West), Held(faces.East), Held(faces.South), Held(faces.North),
            geometry.ToHeldX, geometry.ToHeldY, geometry.ToHeldZ));
    }

    /// <summary>Waits and fetches the first <paramref name="entries"/> entries.</summary>
    public void Fetch(int entries)
        => _context.Read(_planes.View.SubView(0, (long)entries * _grid.Nz), _values.AsSpan(0, entries * _grid.Nz));

    /// <summary>The sum over the planes of an entry fetched, in order.</summary>
    public double Total(int entry)
    {
        double total = 0;
        foreach (double plane in Planes(entry))
            total += plane;
        return total;
    }

    /// <summary>The sums of six entries fetched, by face.</summary>
    public FaceAmounts TotalOfFaces(int entry)
        => new(Total(entry), Total(entry + 1), Total(entry + 2), Total(entry + 3), Total(entry + 4), Total(entry + 5));

    /// <summary>The largest of the first planes of an entry fetched.</summary>
    public double Largest(int entry, int depth)
    {
        double largest = 0;
        foreach (double plane in Planes(entry)[..depth])
            largest = Math.Max(largest, plane);
        return largest;
    }

    public void Dispose()
    {
        _context.Free(_rows);
        _context.Free(_faceRows);
        _context.Free(_planes);
    }

    private static int Held(FaceCondition face) => FieldGeometry.IsHeld(face) ? 1 : 0;

    private ReadOnlySpan<double> Planes(int entry) => _values.AsSpan(entry * _grid.Nz, _grid.Nz);
}
