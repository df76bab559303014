using System.Numerics;
using GpuTumor.Engine;

namespace GpuTumor.Backends.Cpu;

/// <summary>
/// The part of the lattice that needs a look: tiles of 16 × 4 × 4 voxels that hold a cell or held one not long ago, and around them as far as cells can
/// move before it is drawn anew. Tumours far apart in one lattice cost what they would cost alone.
/// </summary>
/// <remarks>
/// Along y and z it ends at whole tiles. Runs of a row are in the order of x, so that passes visit voxels in their order.
/// Invariant: outside there is no cell, no mark, and every distance and depth is zero.
/// </remarks>
internal sealed class ActiveRegion
{
    /// <summary>Edge of a tile along y and z [voxels].</summary>
    public const int Edge = 4;

    /// <summary>Edge of a tile along x [voxels].</summary>
    public const int Length = 16;

    private const int TilesAWord = 64;
    private readonly Grid _grid;
    private readonly int _words;
    private readonly int _height;
    private readonly int _depth;
    private readonly ulong[] _occupied;
    private readonly ulong[] _alongY;
    private readonly ulong[] _grown;
    private readonly int[] _firstRun;
    private readonly long[] _voxelsBefore;
    private readonly List<RowRun> _found = [];
    private RowRun[] _runs = [];
    private volatile bool _isStale;
    private int _margin = -1;

    public ActiveRegion(Grid grid)
    {
        _grid = grid;
        _words = (TilesAlong(grid.Nx, Length) + TilesAWord - 1) / TilesAWord;
        (_height, _depth) = (TilesAlong(grid.Ny, Edge), TilesAlong(grid.Nz, Edge));
        _occupied = new ulong[_words * _height * _depth];
        _alongY = new ulong[_occupied.Length];
        _grown = new ulong[_occupied.Length];
        _firstRun = new int[(_height * _depth) + 1];
        _voxelsBefore = new long[grid.Nz + 1];
    }

    /// <summary>Voxels in it.</summary>
    public long Voxels => _voxelsBefore[^1];

    /// <summary>Adds the tile of a voxel to what has held a cell. May be called by several threads at once.</summary>
    public void Enter(int voxel) => Enter(voxel % _grid.Nx, voxel / _grid.Nx % _grid.Ny, voxel / (int)_grid.PlaneVoxels);

    /// <summary>The same for a voxel by its place.</summary>
    public void Enter(int x, int y, int z)
    {
        int tile = x / Length;
        ref ulong word = ref _occupied[WordOf(y / Edge, z / Edge) + (tile / TilesAWord)];
        ulong bit = 1ul << (tile % TilesAWord);
        if ((Volatile.Read(ref word) & bit) != 0)
            return;
        Interlocked.Or(ref word, bit);
        _isStale = true;
    }

    /// <summary>Tiles along z.</summary>
    public int TilesDeep => _depth;

    /// <summary>Forgets the tiles at a depth in which nothing is left. Others may do so at other depths at the same time.</summary>
    /// <param name="tileZ">The depth.</param>
    /// <param name="isEmpty">Whether nothing is left in a tile, by its place along x, y and z.</param>
    public void Leave(int tileZ, Func<int, int, int, bool> isEmpty)
    {
        for (int tileY = 0; tileY < _height; tileY++)
        {
            for (int word = 0; word < _words; word++)
            {
                ref ulong tiles = ref _occupied[WordOf(tileY, tileZ) + word];
                for (ulong left = tiles; left != 0; left &= left - 1)
                {
                    int bit = BitOperations.TrailingZeroCount(left);
                    if (!isEmpty((word * TilesAWord) + bit, tileY, tileZ))
                        continue;
                    tiles &= ~(1ul << bit);
                    _isStale = true;
                }
            }
        }
    }

    /// <summary>Forgets every tile.</summary>
    public void Clear()
    {
        Array.Clear(_occupied);
        _isStale = true;
    }

    /// <summary>Draws the region anew, with a margin of so many voxels, if anything has been entered since.</summary>
    public void Cover(int margin)
    {
        if (!_isStale && margin == _margin)
            return;
        (_isStale, _margin) = (false, margin);
        int tiles = (margin + Edge - 1) / Edge;
        Grow(_occupied, _alongY, tiles, 1, _height);
        Grow(_alongY, _grown, tiles, _height, _depth);
        _found.Clear();
        for (int row = 0; row < _height * _depth; row++)
        {
            _firstRun[row] = _found.Count;
            FindRuns(_grown.AsSpan(row * _words, _words), margin);
        }

        _firstRun[^1] = _found.Count;
        _runs = [.. _found];
        CountVoxels();
    }

    /// <summary>The runs of a row, in the order of x, inside the closed rim of the grid.</summary>
    public ReadOnlySpan<RowRun> At(int y, int z)
        => y <= 0 || y >= _grid.Ny - 1 || z <= 0 || z >= _grid.Nz - 1 ? [] : OfTiles(y / Edge, z / Edge);

    /// <summary>The runs of the rows of a row of tiles.</summary>
    public ReadOnlySpan<RowRun> OfTiles(int tileY, int tileZ)
    {
        int row = tileY + (_height * tileZ);
        return _runs.AsSpan(_firstRun[row].._firstRun[row + 1]);
    }

    /// <summary>
    /// The planes that are a member's part: from <c>Start</c> up to, not including, <c>End</c>, with about as many voxels as the others'.
    /// Every plane is somebody's, whether there is anything in it or not.
    /// </summary>
    public (int Start, int End) Share(int members, int member)
        => (member == 0 ? 0 : PlaneAfter(Voxels * member / members), member == members - 1 ? _grid.Nz : PlaneAfter(Voxels * (member + 1) / members));

    private static int TilesAlong(int voxels, int edge) => (voxels + edge - 1) / edge;

    private int WordOf(int tileY, int tileZ) => _words * (tileY + (_height * tileZ));

    // A row is what any row up to so many tiles away along an axis was.
    private void Grow(ulong[] source, ulong[] target, int tiles, int stride, int count)
    {
        for (int row = 0; row < _height * _depth; row++)
        {
            int at = row / stride % count;
            int first = Math.Max(0, at - tiles) - at;
            int last = Math.Min(count - 1, at + tiles) - at;
            for (int word = 0; word < _words; word++)
            {
                ulong any = 0;
                for (int away = first; away <= last; away++)
                    any |= source[((row + (away * stride)) * _words) + word];
                target[(row * _words) + word] = any;
            }
        }
    }

    // Runs that a margin joins are one.
    private void FindRuns(ReadOnlySpan<ulong> tiles, int margin)
    {
        int firstOfRow = _found.Count;
        int tile = 0;
        while ((tile = Next(tiles, tile, 0ul)) < tiles.Length * TilesAWord)
        {
            int end = Next(tiles, tile, ulong.MaxValue);
            RowRun run = new(Math.Max(1, (tile * Length) - margin), Math.Min(_grid.Nx - 1, (end * Length) + margin));
            if (_found.Count > firstOfRow && _found[^1].X1 >= run.X0)
                _found[^1] = _found[^1] with { X1 = run.X1 };
            else if (run.X1 > run.X0)
                _found.Add(run);
            tile = end;
        }
    }

    // The next tile that is occupied, or with all bits flipped the next that is not.
    private static int Next(ReadOnlySpan<ulong> tiles, int from, ulong flipped)
    {
        for (int word = from / TilesAWord; word < tiles.Length; word++)
        {
            ulong left = tiles[word] ^ flipped;
            if (word == from / TilesAWord)
                left &= ulong.MaxValue << (from % TilesAWord);
            if (left != 0)
                return (word * TilesAWord) + BitOperations.TrailingZeroCount(left);
        }

        return tiles.Length * TilesAWord;
    }

    private void CountVoxels()
    {
        long before = 0;
        for (int z = 0; z < _grid.Nz; z++)
        {
            _voxelsBefore[z] = before;
            for (int y = 1; y < _grid.Ny - 1; y++)
            {
                foreach (RowRun run in At(y, z))
                    before += run.X1 - run.X0;
            }
        }

        _voxelsBefore[^1] = before;
    }

    // The first plane with at least so many voxels before it.
    private int PlaneAfter(long voxels)
    {
        int found = Array.BinarySearch(_voxelsBefore, voxels);
        if (found < 0)
            return ~found;
        while (found > 0 && _voxelsBefore[found - 1] == voxels)
            found--;
        return found;
    }
}
