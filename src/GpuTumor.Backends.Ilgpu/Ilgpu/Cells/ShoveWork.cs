using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Moves the second cell of a voxel inside the rim, if its proposal is the one that its target takes.</summary>
/// <remarks>
/// The target was chosen by this voxel alone and held no second cell: nobody else touches the records of either. Proposals are
/// only read, for others may still compare theirs with this one.
/// </remarks>
internal readonly struct ShoveWork(
    int row, int plane, ulong seed, uint substep, CellSlots resident, CellSlots waiting,
    ArrayView<byte> distance, ArrayView<byte> mark, HeldTiles held) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _substep = substep;
    private readonly CellSlots _resident = resident;
    private readonly CellSlots _waiting = waiting;
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _mark = mark;
    private readonly HeldTiles _held = held;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        int proposal = _mark[voxel];
        if (proposal == 0)
            return;
        LatticeView view = new(_distance, _mark, _waiting.Status);
        if (!Shoving.Wins(view, voxel, _row, _plane, _seed, RandomProcess.Priority, _substep))
            return;
        int target = voxel + Neighbourhood.Offset(proposal - 1, _row, _plane);
        uint former = _resident.Status[target];
        _waiting.Status[target] = former;
        _waiting.Signals[target] = _resident.Signals[target];
        _waiting.Exposure[target] = _resident.Exposure[target];
        _waiting.Clone[target] = _resident.Clone[target];
        _resident.Status[target] = _waiting.Status[voxel];
        _resident.Signals[target] = _waiting.Signals[voxel];
        _resident.Exposure[target] = _waiting.Exposure[voxel];
        _resident.Clone[target] = _waiting.Clone[voxel];
        _waiting.Status[voxel] = 0u;
        if (former != 0u)
            return;
        _distance[target] = DistanceToRoom.JustEntered;
        _held.Enter(x, y, z, proposal - 1);
    }
}
