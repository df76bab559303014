using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Lets host cells wander: propose, resolve, apply, a few substeps a step.</summary>
internal sealed unsafe class HostWalking
{
    private readonly Model _model;
    private readonly CellLattice _lattice;
    private readonly HostLayer _host;
    private readonly HostSenses _senses;
    private readonly Workers _workers;
    private readonly int _substeps;
    private readonly HostWalk _tCell;
    private readonly HostWalk _myeloid;
    private readonly uint _tCellThreshold;
    private readonly uint _myeloidThreshold;
    private readonly Action<int> _propose;
    private readonly Action<int> _resolve;
    private readonly Action<int> _apply;
    private uint _substep;

    public HostWalking(Model model, HostTissue tissue, CellLattice lattice, HostLayer host, HostSenses senses, Workers workers)
    {
        (_model, _lattice, _host, _senses, _workers) = (model, lattice, host, senses, workers);
        _substeps = tissue.WalkingSubsteps(model.Grid.Spacing, model.StepHours);
        _tCell = tissue.TCells?.Walk ?? default;
        _myeloid = tissue.Myeloid?.Walk ?? default;
        _tCellThreshold = tissue.WalkingThreshold(_tCell, model.Grid.Spacing, model.StepHours);
        _myeloidThreshold = tissue.WalkingThreshold(_myeloid, model.Grid.Spacing, model.StepHours);
        _propose = Propose;
        _resolve = Resolve;
        _apply = Apply;
    }

    /// <summary>One step's hops.</summary>
    public void Move(long step)
    {
        for (int i = 0; i < _substeps; i++)
        {
            _substep = (uint)((step * _substeps) + i);
            _workers.Run(_propose, 20L * _host.Cells.Count);
            _workers.Run(_resolve, 20L * _host.Cells.Count);
            _workers.Run(_apply, 5L * _host.Cells.Count);
        }
    }

    private void Propose(int member)
    {
        (int start, int end) = _workers.Share(_host.Cells.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = _host.Cells[i];
            HostKind kind = HostRecord.Kind(_host.State[voxel]);
            if (kind is HostKind.TCell or HostKind.Mdsc or HostKind.Tam)
                _lattice.Mark[voxel] = Proposal(voxel, kind);
        }
    }

    private byte Proposal(int voxel, HostKind kind)
    {
        RandomWords draws = Philox.Words(_model.Seed, RandomProcess.HostWalk, (uint)voxel, _substep);
        if (!_senses.Hops(kind, voxel, kind == HostKind.TCell ? _tCellThreshold : _myeloidThreshold, draws.First))
            return 0;
        HostWalk walk = kind == HostKind.TCell ? _tCell : _myeloid;
        float here = _senses.Calling(kind, voxel);
        int x = walk.Along(_senses.Calling(kind, voxel - 1), here, _senses.Calling(kind, voxel + 1), draws.Second);
        int y = walk.Along(
            _senses.Calling(kind, voxel - _lattice.Row), here, _senses.Calling(kind, voxel + _lattice.Row), draws.Third);
        int z = walk.Along(
            _senses.Calling(kind, voxel - _lattice.Plane), here, _senses.Calling(kind, voxel + _lattice.Plane), draws.Fourth);
        int target = voxel + x + (_lattice.Row * y) + (_lattice.Plane * z);
        bool open = _host.State[target] == 0u && _lattice.Distance[target] != DistanceToRoom.Closed;
        return open ? (byte)(1 + Neighbourhood.Code(x, y, z)) : (byte)0;
    }

    private void Resolve(int member)
    {
        LatticeView view = new(_lattice);
        (int start, int end) = _workers.Share(_host.Cells.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = _host.Cells[i];
            bool hops = view.Proposal(voxel) != 0
                && Shoving.Wins(in view, voxel, _lattice.Row, _lattice.Plane, _model.Seed, RandomProcess.HostPriority, _substep);
            _host.Cells[i] = hops ? voxel : ~voxel;
        }
    }

    // A target was free of host cells and takes one: nobody else touches either voxel.
    private void Apply(int member)
    {
        (int start, int end) = _workers.Share(_host.Cells.Count, member);
        for (int i = start; i < end; i++)
        {
            bool hops = _host.Cells[i] >= 0;
            int voxel = hops ? _host.Cells[i] : ~_host.Cells[i];
            int proposal = _lattice.Mark[voxel];
            _lattice.Mark[voxel] = 0;
            int target = hops ? voxel + Neighbourhood.Offset(proposal - 1, _lattice.Row, _lattice.Plane) : voxel;
            uint state = _host.State[voxel];
            _host.State[voxel] = 0;
            _host.State[target] = state;
            _host.Cells[i] = target;
        }
    }
}
