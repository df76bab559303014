using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The vessel of a voxel inside the rim proposes where to sprout; the proposal is marked in every voxel, 0 for none.</summary>
internal readonly struct ProposeSproutWork(
    int row, int plane, ulong seed, uint step, float stepHours, VesselSprouting sprouting, VesselView vessels, ArrayView<byte> mark) : IVoxelWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly float _stepHours = stepHours;
    private readonly VesselSprouting _sprouting = sprouting;
    private readonly VesselView _vessels = vessels;
    private readonly ArrayView<byte> _mark = mark;

    public void At(int x, int y, int z)
    {
        int voxel = ((z + 1) * _plane) + ((y + 1) * _row) + x + 1;
        _mark[voxel] = _vessels.Perfusion(voxel) == 0 ? (byte)0 : Proposal(voxel);
    }

    private byte Proposal(int voxel)
    {
        RandomWords draws = Philox.Words(_seed, RandomProcess.Sprouting, (uint)voxel, _step);
        return _sprouting.Propose(_vessels, voxel, _row, _plane, _stepHours, draws);
    }
}

/// <summary>The vessel of a voxel inside the rim sprouts to where it proposed, if it wins the place.</summary>
/// <remarks>The place was free and takes one sprout: nobody else touches it. Proposals are only read.</remarks>
internal readonly struct SproutWork(
    int row, int plane, ulong seed, uint step, LatticeView lattice, ArrayView<byte> perfusion) : IVoxelWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly LatticeView _lattice = lattice;
    private readonly ArrayView<byte> _perfusion = perfusion;

    public void At(int x, int y, int z)
    {
        int voxel = ((z + 1) * _plane) + ((y + 1) * _row) + x + 1;
        int proposal = _lattice.Proposal(voxel);
        if (proposal == 0 || !Shoving.Wins(_lattice, voxel, _row, _plane, _seed, RandomProcess.SproutingPriority, _step))
            return;
        _perfusion[voxel + Neighbourhood.Offset(proposal - 1, _row, _plane)] = VesselSprouting.Carried(_perfusion[voxel]);
    }
}
