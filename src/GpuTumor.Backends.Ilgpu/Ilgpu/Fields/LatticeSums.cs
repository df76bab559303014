using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Runs work over rows of a lattice and joins what it summed, on the device: rows to planes, planes to a number, in order.</summary>
internal sealed class LatticeSums : IDisposable
{
    /// <summary>Entries that the losses to held faces take.</summary>
    public const int Faces = 6;

    private readonly GpuContext _context;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _rows;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _faceRows;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _planes;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> _totals;
    private readonly MemoryBuffer1D<double, Stride1D.Dense>? _groups;
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
        _faceRows = context.Allocate<double>((long)Faces * Math.Max(grid.Ny, grid.Nz));
        _planes = context.Allocate<double>((long)entries * grid.Nz);
        _totals = context.Allocate<double>(2L * entries);
        _values = new double[2 * entries];
        _groups = context.Tiling == Tiling.Never ? null : context.Allocate<double>(
            GpuContext.TilesOf(grid.Nx, grid.Ny, grid.Nz) * TileSums.OfStage * Tile.MostStages);
    }

    /// <summary>Runs work over the rows of the finest lattice, four voxels at a time, and keeps its sums from an entry on.</summary>
    public void RunFours<TWork>(TWork work, int entry)
        where TWork : struct, IFourWork
    {
        _context.ForFours(_grid.Ny, _grid.Nz, _rows.View, work);
        _context.ForEach((long)FourSums.Quantities * _grid.Nz, new PlaneSumWork(
            _rows.View, _planes.View, (long)entry * _grid.Nz, _grid.Nz, _grid.Ny, _grid.Nz, FourSums.Quantities, 0));
    }

    /// <summary>Fuses stages on tiles of the finest lattice and keeps the sums of stage s from <paramref name="entries"/>[s] on.</summary>
    public void RunTiles<TWork>(FieldLattice lattice, TWork work, ReadOnlySpan<int> entries)
        where TWork : struct, ITileWork
    {
        long groups = GpuContext.TilesOf(_grid.Nx, _grid.Ny, _grid.Nz);
        _context.ForTiles(lattice, _groups!.View, work);
        for (int stage = 0; stage < entries.Length; stage++)
        {
            for (int quantity = 0; quantity < TileSums.OfStage; quantity++)
            {
                _context.ForEach(_grid.Nz, new GroupSumWork(
                    _groups.View, groups, (stage * TileSums.OfStage) + quantity, _planes.View,
                    (long)(entries[stage] + quantity) * _grid.Nz, _grid.Nz));
            }
        }
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
        if (geometry.IsHindered)
        {
            TakeFaceLossesThroughMatrix(geometry, map, entry);
            return;
        }

        Boundaries faces = geometry.Faces;
        _context.ForEach(2L * _grid.Ny, new FaceRowWork(
            map, _faceRows.View, _grid.Nx, _grid.Ny, _grid.Nz, Held(faces.Bottom), Held(faces.Top)));
        _context.ForEach((long)Faces * _grid.Nz, new FacePlaneWork(
            map, _faceRows.View, _planes.View, (long)entry * _grid.Nz, _grid.Nx, _grid.Ny, _grid.Nz,
            Held(faces.West), Held(faces.East), Held(faces.South), Held(faces.North),
            geometry.ToHeldX, geometry.ToHeldY, geometry.ToHeldZ));
    }

    /// <summary>Joins the planes of the first <paramref name="entries"/> entries on the device, waits, and fetches what comes of it.</summary>
    public void Fetch(int entries) => Fetch(entries, _grid.Nz);

    /// <summary>The same where an entry has fewer planes.</summary>
    public void Fetch(int entries, int depth)
    {
        _context.ForEach(entries, new TotalWork(_planes.View, _grid.Nz, depth, _totals.View));
        _context.Read(_totals.View.SubView(0L, 2L * entries), _values.AsSpan(0, 2 * entries));
    }

    /// <summary>The sum over the planes of an entry fetched, in order.</summary>
    public double Total(int entry) => _values[2 * entry];

    /// <summary>The sums of six entries fetched, by face.</summary>
    public FaceAmounts TotalOfFaces(int entry)
        => new(Total(entry), Total(entry + 1), Total(entry + 2), Total(entry + 3), Total(entry + 4), Total(entry + 5));

    /// <summary>The largest of the planes of an entry fetched; zero at least.</summary>
    public double Largest(int entry) => _values[(2 * entry) + 1];

    public void Dispose()
    {
        _context.Free(_rows);
        _context.Free(_faceRows);
        _context.Free(_planes);
        _context.Free(_totals);
        if (_groups is not null)
            _context.Free(_groups);
    }

    private void TakeFaceLossesThroughMatrix(FieldGeometry geometry, ArrayView<float> map, int entry)
    {
        int mostRows = Math.Max(_grid.Ny, _grid.Nz);
        _context.ForEach((long)Faces * mostRows, new SheetRowWork(
            geometry.InMatrix(0), geometry.HeldSides, mostRows, map, _faceRows.View));
        _context.ForEach((long)Faces * _grid.Nz, new SheetPlaneWork(
            _faceRows.View, _planes.View, (long)entry * _grid.Nz, mostRows, _grid.Ny, _grid.Nz,
            geometry.ToHeldX, geometry.ToHeldY, geometry.ToHeldZ));
    }

    private static int Held(FaceCondition face) => face.IsHeld ? 1 : 0;
}
