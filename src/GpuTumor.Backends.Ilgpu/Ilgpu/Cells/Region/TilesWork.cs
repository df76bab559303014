using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Tells of each tile whether it is held or lies near one that is.</summary>
internal readonly struct GrowTilesWork(
    HeldTiles held, int width, int height, int depth, int along, int across, ArrayView<byte> grown) : IVoxelWork
{
    private readonly HeldTiles _held = held;
    private readonly int _width = width;
    private readonly int _height = height;
    private readonly int _depth = depth;
    private readonly int _along = along;
    private readonly int _across = across;
    private readonly ArrayView<byte> _grown = grown;

    public void At(int x, int y, int z)
        => _grown[x + (_width * (y + (_height * z)))] = _held.HoldsNear(x, y, z, _depth, _along, _across) ? (byte)1 : (byte)0;
}

/// <summary>Counts the tiles of a row of tiles that need a look.</summary>
internal readonly struct CountTilesWork(ArrayView<byte> grown, int width, ArrayView<uint> rows) : IItemWork
{
    private readonly ArrayView<byte> _grown = grown;
    private readonly int _width = width;
    private readonly ArrayView<uint> _rows = rows;

    public void At(long item)
    {
        uint count = 0u;
        for (int x = 0; x < _width; x++)
            count += _grown[(item * _width) + x] != 0 ? 1u : 0u;
        _rows[item] = count;
    }
}

/// <summary>Lists the tiles of a row of tiles that need a look, from the row's first place on, which are counted from 1.</summary>
internal readonly struct ListTilesWork(ArrayView<byte> grown, int width, ArrayView<uint> firsts, ArrayView<int> listed) : IItemWork
{
    private readonly ArrayView<byte> _grown = grown;
    private readonly int _width = width;
    private readonly ArrayView<uint> _firsts = firsts;
    private readonly ArrayView<int> _listed = listed;

    public void At(long item)
    {
        long place = (long)_firsts[item] - 1;
        for (int x = 0; x < _width; x++)
        {
            long tile = (item * _width) + x;
            if (_grown[tile] == 0)
                continue;
            _listed[place] = (int)tile;
            place++;
        }
    }
}
