using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The host cells of a row kill what they attacked and won, age and change. Counts deaths of T and myeloid cells, and kills.</summary>
/// <remarks>A tumour cell is killed by the winner alone; host cells look at no tumour cell here.</remarks>
internal readonly struct LiveWork(
    int row, int plane, int height, int depth, ulong seed, uint step, float stepHours, float quiet, HostLaws laws, HostSenses senses,
    LatticeView lattice, ArrayView<uint> resident, ArrayView<uint> host, ArrayView<byte> debris) : IRowWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly int _height = height;
    private readonly int _depth = depth;
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

    public void Cover(int column, int y, int z, ref RowSums sums)
    {
        if (y == 0 || y == _height - 1 || z == 0 || z == _depth - 1)
            return;
        for (int x = column; x < _row; x += RowSums.Columns)
        {
            int voxel = (z * _plane) + (y * _row) + x;
            if (x > 0 && x < _row - 1 && _host[voxel] != 0u)
                Live(voxel, ref sums);
        }
    }

    private void Live(int voxel, ref RowSums sums)
    {
        bool kills = _lattice.Proposal(voxel) != 0 && Contact.Wins(_lattice, voxel, _row, _plane, _seed, _step);
        if (kills)
        {
            int target = voxel + Neighbourhood.Offset(_lattice.Proposal(voxel) - 1, _row, _plane);
            _resident[target] = CellRecord.Killed(_resident[target]);
            sums.Third += 1f;
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
            sums.First += 1f;
        else
            sums.Second += 1f;
    }
}
