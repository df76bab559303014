using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Whether a tile of the lattice holds a cell or held one not long ago, a byte a tile. No cell lies in a tile that is not held.</summary>
/// <param name="tiles">0 for what is not held; x fastest, then y, then z.</param>
/// <param name="width">Tiles along x.</param>
/// <param name="height">Tiles along y.</param>
internal readonly struct HeldTiles(ArrayView<byte> tiles, int width, int height)
{
    /// <summary>Edge of a tile along x: a warp reads whole sectors of memory [voxels, power of 2].</summary>
    public const int LengthPower = 5;

    /// <summary>Edge of a tile along y and z [voxels, power of 2].</summary>
    public const int EdgePower = 3;

    private readonly ArrayView<byte> _tiles = tiles;
    private readonly int _width = width;
    private readonly int _height = height;

    /// <summary>Tiles along x of so many voxels.</summary>
    public static int Along(int voxels) => (voxels + (1 << LengthPower) - 1) >> LengthPower;

    /// <summary>Tiles along y or z of so many voxels.</summary>
    public static int Across(int voxels) => (voxels + (1 << EdgePower) - 1) >> EdgePower;

    /// <summary>Whether the tile of a voxel is held.</summary>
    public bool Holds(int x, int y, int z) => _tiles[Tile(x, y, z)] != 0;

    /// <summary>Holds the tile of a voxel. Many may do so at once.</summary>
    public void Enter(int x, int y, int z) => _tiles[Tile(x, y, z)] = 1;

    /// <summary>Holds the tile of a neighbour of a voxel.</summary>
    public void Enter(int x, int y, int z, int code)
        => Enter(x + Neighbourhood.X(code), y + Neighbourhood.Y(code), z + Neighbourhood.Z(code));

    /// <summary>Whether a tile is held, or one that lies up to so many away along an axis.</summary>
    public bool HoldsNear(int tileX, int tileY, int tileZ, int depth, int along, int across)
    {
        for (int z = tileZ - across; z <= tileZ + across; z++)
        {
            for (int y = tileY - across; y <= tileY + across; y++)
            {
                for (int x = tileX - along; x <= tileX + along; x++)
                {
                    bool inside = x >= 0 && x < _width && y >= 0 && y < _height && z >= 0 && z < depth;
                    if (inside && _tiles[x + (_width * (y + (_height * z)))] != 0)
                        return true;
                }
            }
        }

        return false;
    }

    private int Tile(int x, int y, int z) => (x >> LengthPower) + (_width * ((y >> EdgePower) + (_height * (z >> EdgePower))));
}
