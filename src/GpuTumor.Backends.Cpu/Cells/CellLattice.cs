using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>
/// Which cells are where: per voxel the resident, at most one more waiting for room, the distance to free space and a mark;
/// 11 bytes a voxel. The outermost voxels of the box are closed.
/// </summary>
internal sealed unsafe class CellLattice : IDisposable
{
    /// <summary>Bytes of a voxel.</summary>
    public const int VoxelBytes = 11;

    /// <summary>Mark of a voxel whose resident divides.</summary>
    public const byte Divides = 28;

    /// <summary>Mark of a voxel with a record to clear.</summary>
    public const byte Clears = 29;

    private readonly NativeArray<int> _resident;
    private readonly NativeArray<int> _waiting;
    private readonly NativeArray<byte> _mark;
    private readonly NativeArray<int> _offsets = new(Neighbourhood.Codes);
    private NativeArray<byte> _distance;
    private NativeArray<byte> _nextDistance;

    public CellLattice(Grid grid)
    {
        Grid = grid;
        Row = grid.Nx;
        Plane = (int)grid.PlaneVoxels;
        _resident = new(grid.Voxels);
        _waiting = new(grid.Voxels);
        _mark = new(grid.Voxels);
        _distance = new(grid.Voxels);
        _nextDistance = new(grid.Voxels);
        for (int code = 0; code < Neighbourhood.Codes; code++)
            _offsets[code] = Neighbourhood.Offset(code, Row, Plane);
        Active = new ActiveRegion(grid);
        CloseRim(_distance);
        CloseRim(_nextDistance);
    }

    public Grid Grid { get; }

    /// <summary>Voxels of a row.</summary>
    public int Row { get; }

    /// <summary>Voxels of a plane.</summary>
    public int Plane { get; }

    /// <summary>1 + slot of the cell that lives in a voxel; 0 for none.</summary>
    public int* Resident => _resident.Pointer;

    /// <summary>1 + slot of a second cell that waits for room; 0 for none.</summary>
    public int* Waiting => _waiting.Pointer;

    /// <summary>A proposal (1 + direction), or <see cref="Divides"/> or <see cref="Clears"/>; 0 between passes.</summary>
    public byte* Mark => _mark.Pointer;

    /// <summary>From a voxel to its neighbours, by code.</summary>
    public int* Offsets => _offsets.Pointer;

    /// <summary>Distance to free space.</summary>
    public byte* Distance => _distance.Pointer;

    /// <summary>Where the next pass writes the distance.</summary>
    public byte* NextDistance => _nextDistance.Pointer;

    /// <summary>The part that holds cells or held some not long ago, with a margin: nothing outside needs a look.</summary>
    public ActiveRegion Active { get; }

    public long AllocatedBytes => VoxelBytes * Grid.Voxels;

    public void SwapDistances() => (_distance, _nextDistance) = (_nextDistance, _distance);

    public void Dispose()
    {
        _resident.Dispose();
        _waiting.Dispose();
        _mark.Dispose();
        _offsets.Dispose();
        _distance.Dispose();
        _nextDistance.Dispose();
    }

    private void CloseRim(NativeArray<byte> distance)
    {
        Grid g = Grid;
        for (int z = 0; z < g.Nz; z++)
        {
            for (int y = 0; y < g.Ny; y++)
            {
                Span<byte> row = distance.Slice(g.Index(0, y, z), g.Nx);
                if (z == 0 || z == g.Nz - 1 || y == 0 || y == g.Ny - 1)
                    row.Fill(DistanceToRoom.Closed);
                else
                    row[0] = row[^1] = DistanceToRoom.Closed;
            }
        }
    }
}
