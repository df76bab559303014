using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A living cell that is alone in its voxel and does not compact now proposes where to migrate, if it does.</summary>
internal readonly struct ProposeMigrationWork(
    int row, int plane, ulong seed, uint substep, float substepHours, float hopsPerHour, Migration migration,
    LatticeView lattice, GroundView ground, CellSenses senses, TumourCoupling speeds, CellSlots resident, ArrayView<uint> waiting,
    ArrayView<byte> mark) : IRegionWork
{
    private readonly int _row = row;
    private readonly int _plane = plane;
    private readonly ulong _seed = seed;
    private readonly uint _substep = substep;
    private readonly float _substepHours = substepHours;
    private readonly float _hopsPerHour = hopsPerHour;
    private readonly Migration _migration = migration;
    private readonly LatticeView _lattice = lattice;
    private readonly GroundView _ground = ground;
    private readonly CellSenses _senses = senses;
    private readonly TumourCoupling _speeds = speeds;
    private readonly CellSlots _resident = resident;
    private readonly ArrayView<uint> _waiting = waiting;
    private readonly ArrayView<byte> _mark = mark;

    public void At(int x, int y, int z)
    {
        int voxel = (z * _plane) + (y * _row) + x;
        if (!ProposeHopWork.IsBesideRoom(_lattice.Distance(voxel)) || _mark[voxel] != 0 || _waiting[voxel] != 0u)
            return;
        float emt = _ground.Emt(voxel);
        if (emt >= _migration.TogetherFrom)
            _mark[voxel] = Propose(voxel, emt);
    }

    private byte Propose(int voxel, float emt)
    {
        RandomWords draws = Philox.Words(_seed, RandomProcess.Migration, (uint)voxel, _substep);
        uint whether = draws.First;
        float factor = _speeds.Factor(_resident.Status[voxel], voxel);
        float matrix = _ground.Matrix(voxel);
        if (!Migration.Hops(_migration.MostPerHour(emt, matrix, _hopsPerHour) * factor, _substepHours, whether))
            return 0;
        int like = _migration.Like(_ground, voxel, _row, _plane);
        float akt = (int)_senses.Activity(voxel, _resident.Status[voxel], _resident.Exposure[voxel], true) * (1f / 255f);
        float rate = _migration.PerHour(emt, akt, matrix, like, _hopsPerHour) * factor;
        return Migration.Hops(rate, _substepHours, whether)
            ? _migration.Propose(_lattice, _ground, voxel, _row, _plane, emt, draws.Second)
            : (byte)0;
    }
}
