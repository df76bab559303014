using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Holds the tile of a voxel in which anything lies that the region promises not to lie outside.</summary>
/// <param name="row">Voxels of a row.</param>
/// <param name="plane">Voxels of a plane.</param>
/// <param name="distance">Distances to free space.</param>
/// <param name="nextDistance">The map that they are relaxed into.</param>
/// <param name="depths">Depths in the mass.</param>
/// <param name="nextDepths">The map that they are relaxed into.</param>
/// <param name="debris">Debris of dead cells; empty where nobody minds it.</param>
/// <param name="held">Takes the tiles.</param>
internal readonly struct SurveyWork(
    int row, int plane, ArrayView<byte> distance, ArrayView<byte> nextDistance, DepthView depths, DepthView nextDepths, ArrayView<byte> debris,
    HeldTiles held) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _nextDistance = nextDistance;
    private readonly DepthView _depths = depths;
    private readonly DepthView _nextDepths = nextDepths;
    private readonly ArrayView<byte> _debris = debris;
    private readonly HeldTiles _held = held;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        bool occupied = Crowding.IsOccupied(_distance[voxel]) || Crowding.IsOccupied(_nextDistance[voxel]);
        bool soiled = _debris.Length > 0 && _debris[voxel] != 0;
        if (occupied || soiled || IsDeep(_depths, x, y, z) || IsDeep(_nextDepths, x, y, z))
            _held.Enter(x, y, z);
    }

    private static bool IsDeep(DepthView depths, int x, int y, int z)
        => depths.Depth(x / MassDepth.Edge, y / MassDepth.Edge, z / MassDepth.Edge) != 0;
}
