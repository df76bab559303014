using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Moves the cell of a voxel inside the rim to the free voxel that it proposed, if it wins it.</summary>
/// <remarks>The target was free and takes one cell: nobody else touches the records of either. Proposals are only read.</remarks>
internal readonly struct HopWork(
    int row, int plane, ulong seed, uint step, LatticeView lattice, CellSlots resident, ArrayView<byte> distance, HeldTiles held) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly LatticeView _lattice = lattice;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<byte> _distance = distance;
    private readonly HeldTiles _held = held;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        int proposal = _lattice.Proposal(voxel);
        if (proposal == 0 || !Shoving.Wins(_lattice, voxel, _row, _plane, _seed, RandomProcess.HopPriority, _step))
            return;
        int target = voxel + Neighbourhood.Offset(proposal - 1, _row, _plane);
        _resident.Status[target] = _resident.Status[voxel];
        _resident.Signals[target] = _resident.Signals[voxel];
        _resident.Exposure[target] = _resident.Exposure[voxel];
        _resident.Clone[target] = _resident.Clone[voxel];
        _resident.Status[voxel] = 0u;
        _distance[voxel] = 0;
        _distance[target] = DistanceToRoom.JustEntered;
        _held.Enter(x, y, z, proposal - 1);
    }
}
