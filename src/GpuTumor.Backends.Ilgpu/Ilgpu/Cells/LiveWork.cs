using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The host cell of a voxel kills what it attacked and won, ages and changes. Counts deaths of T and myeloid cells, and kills.</summary>
/// <remarks>A tumour cell is killed by the winner alone; host cells look at no tumour cell here.</remarks>
internal readonly struct LiveWork(
    int row, int plane, ulong seed, uint step, float stepHours, float quiet, HostLaws laws, HostSenses senses,
    LatticeView lattice, ArrayView<uint> resident, ArrayView<uint> host, ArrayView<byte> debris) : IRegionCountWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _step = step;
    private readonly float _stepHours = stepHours;
    private readonly float _quiet = quiet;
    private readonly HostLaws _laws = laws;
    private readonly HostSenses _senses = senses;
    private readonly LatticeView _lattice = lattice;
    private readonly ArrayView<uint> _resident = resident;
    private readonly ArrayView<uint> _host = host;
    private readonly ArrayView<byte> _debris = debris;

    public void At(int x, int y, int z, ref RegionCounts counts)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        if (_host[voxel] != 0u)
            Live(voxel, ref counts);
    }

    private void Live(int voxel, ref RegionCounts counts)
    {
        bool kills = _lattice.Proposal(voxel) != 0 && Contact.Wins(_lattice, voxel, _row, _plane, _seed, _step);
        if (kills)
        {
            int target = voxel + Neighbourhood.Offset(_lattice.Proposal(voxel) - 1, _row, _plane);
            _resident[target] = CellRecord.Killed(_resident[target]);
            counts.Third += 1L;
        }

        uint state = _host[voxel];
        RandomWords draws = Philox.Words(_seed, RandomProcess.HostLife, (uint)voxel, _step);
        HostSurroundings here = _senses.At(voxel);
        here.AddedDeath = _senses.AddedDeath(voxel, HostRecord.Kind(state));
        uint next = HostStep.Advance(_laws, here, _debris[voxel], kills, _quiet, _stepHours, draws, state);
        _host[voxel] = next;
        if (next != 0u)
            return;
        if (HostRecord.Kind(state) == HostKind.TCell)
            counts.First += 1L;
        else
            counts.Second += 1L;
    }
}
