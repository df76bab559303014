using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The tiles that need a look, one after another; only the device knows how many they are.</summary>
/// <param name="tiles">Their numbers, x fastest, then y, then z.</param>
/// <param name="count">How many they are.</param>
/// <param name="nx">Voxels of the lattice along x.</param>
/// <param name="ny">Voxels along y.</param>
/// <param name="nz">Voxels along z.</param>
internal readonly struct RegionView(ArrayView<int> tiles, ArrayView<uint> count, int nx, int ny, int nz)
{
    private const int LanesPower = HeldTiles.LengthPower;
    private const int EdgePower = HeldTiles.EdgePower;
    private readonly ArrayView<int> _tiles = tiles;
    private readonly ArrayView<uint> _count = count;
    private readonly int _nx = nx;
    private readonly int _ny = ny;
    private readonly int _nz = nz;

    /// <summary>Rows of a tile.</summary>
    public const int Rows = 1 << (2 * EdgePower);

    /// <summary>Threads that share a row of a tile, a voxel each.</summary>
    public const int Lanes = 1 << LanesPower;

    /// <summary>Tiles of the lattice, whether they need a look or not.</summary>
    public long MostTiles => _tiles.Length;

    /// <summary>Tiles that need a look.</summary>
    public int Count => (int)_count[0];

    /// <summary>The place of the first voxel of a tile of the list.</summary>
    public void First(int entry, out int x, out int y, out int z)
    {
        int width = HeldTiles.Along(_nx);
        int height = HeldTiles.Across(_ny);
        int tile = _tiles[entry];
        int row = tile / width;
        int plane = row / height;
        x = (tile - (row * width)) << LanesPower;
        y = (row - (plane * height)) << EdgePower;
        z = plane << EdgePower;
    }

    /// <summary>Whether a voxel lies in the lattice, and not in a rim so many voxels thick.</summary>
    public bool IsInside(int x, int y, int z, int rim)
        => x >= rim && x < _nx - rim && y >= rim && y < _ny - rim && z >= rim && z < _nz - rim;
}
