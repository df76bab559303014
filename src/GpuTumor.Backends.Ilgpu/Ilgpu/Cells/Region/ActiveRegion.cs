using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>
/// The part of the lattice that needs a look, on the device: tiles of 32 × 8 × 8 voxels that hold a cell or held one not long ago, and those around
/// them as far as cells can move in a step. Passes visit these alone.
/// </summary>
/// <remarks>
/// Who puts a cell into a free voxel marks the tile. Between two steps the marked tiles and those around them are listed, in the order of the lattice;
/// how many they are the host is never told: a pass begins with as many groups as the device keeps busy, and each takes tiles from the list until there
/// are none. Now and then the marks are made anew of what lies in the region.
/// Invariant: outside there is no cell, no mark, and every distance and depth is zero.
/// </remarks>
internal sealed class ActiveRegion : IDisposable
{
    private const int StepsBetween = 8;
    private readonly GpuContext _context;
    private readonly Grid _grid;
    private readonly int _width;
    private readonly int _height;
    private readonly int _depth;
    private readonly int _margin;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _listed;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _rows;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _planes;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _firsts;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _count;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _grown;
    private MemoryBuffer1D<byte, Stride1D.Dense> _held;
    private MemoryBuffer1D<byte, Stride1D.Dense> _next;
    private bool _isStale;

    /// <summary>All tiles are held, until <see cref="Renew"/> says which hold something.</summary>
    /// <param name="context">The device.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="margin">How far cells can move between two looks [voxels].</param>
    public ActiveRegion(GpuContext context, Grid grid, int margin)
    {
        (_context, _grid, _margin) = (context, grid, margin);
        (_width, _height, _depth) = (HeldTiles.Along(grid.Nx), HeldTiles.Across(grid.Ny), HeldTiles.Across(grid.Nz));
        long rows = (long)_height * _depth;
        _held = context.Allocate<byte>(_width * rows);
        _next = context.Allocate<byte>(_held.Length);
        _grown = context.Allocate<byte>(_held.Length);
        _listed = context.Allocate<int>(_held.Length);
        _rows = context.Allocate<uint>(rows);
        _firsts = context.Allocate<uint>(rows);
        _planes = context.Allocate<uint>(_depth);
        _count = context.Allocate<uint>(1);
        HoldAll();
    }

    /// <summary>Bytes of a region.</summary>
    public static long RequiredBytes(Grid grid)
    {
        const int BytesOfTile = 3 + sizeof(int);
        long rows = (long)HeldTiles.Across(grid.Ny) * HeldTiles.Across(grid.Nz);
        return rows * ((BytesOfTile * HeldTiles.Along(grid.Nx)) + (2 * sizeof(uint)));
    }

    /// <summary>Tiles that hold something, for who enters a voxel.</summary>
    public HeldTiles Held => Of(_held);

    /// <summary>The region, drawn anew if it was left since.</summary>
    public RegionView View
    {
        get
        {
            if (_isStale)
                Cover();
            return new RegionView(_listed.View, _count.View, _grid.Nx, _grid.Ny, _grid.Nz);
        }
    }

    /// <summary>Voxels of its tiles. Read from the device: not for use within a step.</summary>
    public long Voxels()
    {
        _ = View;
        uint[] tiles = new uint[1];
        _context.Read(_count.View, tiles.AsSpan());
        return (long)tiles[0] * RegionView.Rows * RegionView.Lanes;
    }

    /// <summary>Says that cells have moved as far as they may, or were put in.</summary>
    public void Leave() => _isStale = true;

    /// <summary>Holds every tile.</summary>
    public void HoldAll()
    {
        byte[] all = new byte[_held.Length];
        Array.Fill(all, (byte)1);
        _context.Write<byte>(all, _held.View);
        _isStale = true;
    }

    /// <summary>Finds out which tiles hold something, if it is time to: a look at them costs less than a pass.</summary>
    public void RenewIfDue(long step, Action<HeldTiles> survey)
    {
        if (step % StepsBetween == 0)
            Renew(survey);
    }

    /// <summary>Finds out which tiles hold something.</summary>
    /// <param name="survey">Enters what lies in the region.</param>
    public void Renew(Action<HeldTiles> survey)
    {
        _context.Clear(_next);
        survey(Of(_next));
        (_held, _next) = (_next, _held);
        _isStale = true;
    }

    public void Dispose()
    {
        _context.Free(_held);
        _context.Free(_next);
        _context.Free(_grown);
        _context.Free(_listed);
        _context.Free(_rows);
        _context.Free(_firsts);
        _context.Free(_planes);
        _context.Free(_count);
    }

    private void Cover()
    {
        int along = (_margin + (1 << HeldTiles.LengthPower) - 1) >> HeldTiles.LengthPower;
        int across = (_margin + (1 << HeldTiles.EdgePower) - 1) >> HeldTiles.EdgePower;
        _context.ForVoxels(_width, _height, _depth, new GrowTilesWork(Held, _width, _height, _depth, along, across, _grown.View));
        _context.ForEach(_rows.Length, new CountTilesWork(_grown.View, _width, _rows.View));
        _context.ForEach(_depth, new PlaneCountsWork(_rows.View, _planes.View, _height));
        _context.ForEach(_depth, new NumberRowsWork(_rows.View, _planes.View, _firsts.View, _count.View, _height, 0u));
        _context.ForEach(_rows.Length, new ListTilesWork(_grown.View, _width, _firsts.View, _listed.View));
        _isStale = false;
    }

    private HeldTiles Of(MemoryBuffer1D<byte, Stride1D.Dense> tiles) => new(tiles.View, _width, _height);
}
