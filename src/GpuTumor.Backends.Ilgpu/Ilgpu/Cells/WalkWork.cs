using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Moves the host cell of a voxel inside the rim, if it wins the voxel that it proposed.</summary>
internal readonly struct WalkWork(
    int row, int plane, ulong seed, uint substep, LatticeView lattice, ArrayView<uint> host, HeldTiles held) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _substep = substep;
    private readonly LatticeView _lattice = lattice;
    private readonly ArrayView<uint> _host = host;
    private readonly HeldTiles _held = held;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        int proposal = _lattice.Proposal(voxel);
        if (proposal == 0 || !Shoving.Wins(_lattice, voxel, _row, _plane, _seed, RandomProcess.HostPriority, _substep))
            return;
        _host[voxel + Neighbourhood.Offset(proposal - 1, _row, _plane)] = _host[voxel];
        _host[voxel] = 0u;
        _held.Enter(x, y, z, proposal - 1);
    }
}
