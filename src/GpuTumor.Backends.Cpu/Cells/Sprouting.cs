using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Lets vessels sprout: propose, resolve, apply, as cells move.</summary>
internal sealed unsafe class Sprouting : IDisposable
{
    private readonly Model _model;
    private readonly CellLattice _lattice;
    private readonly DiffusingFields _fields;
    private readonly NativeArray<byte> _perfusion;
    private readonly Workers _workers;
    private readonly VoxelList[] _sprouts;
    private readonly Action<int> _propose;
    private readonly Action<int> _resolve;
    private readonly Action<int> _apply;
    private uint _step;

    public Sprouting(Model model, CellLattice lattice, DiffusingFields fields, NativeArray<byte> perfusion, Workers workers)
    {
        (_model, _lattice, _fields, _perfusion, _workers) = (model, lattice, fields, perfusion, workers);
        _sprouts = [.. Enumerable.Range(0, workers.Count).Select(_ => new VoxelList())];
        _propose = Propose;
        _resolve = Resolve;
        _apply = Apply;
    }

    /// <summary>One step.</summary>
    public void Advance(long step)
    {
        _step = (uint)step;
        _workers.Run(_propose, _lattice.Grid.Voxels / 8);
        _workers.Run(_resolve);
        _workers.Run(_apply);
    }

    public void Dispose()
    {
        foreach (VoxelList list in _sprouts)
            list.Dispose();
    }

    private void Propose(int member)
    {
        VesselView view = new(_perfusion.Pointer, _fields.View(FieldRole.Vegf), _lattice.Distance);
        VoxelList sprouts = _sprouts[member];
        sprouts.Clear();
        (int start, int end) = _workers.Share(_lattice.Grid.Nz - 2, member);
        for (int z = start + 1; z < end + 1; z++)
        {
            byte* plane = _perfusion.Pointer + ((long)z * _lattice.Plane);
            for (int i = 0; (i = VesselMap.NextVessel(plane, i, _lattice.Plane)) < _lattice.Plane; i++)
            {
                int voxel = (z * _lattice.Plane) + i;
                if (view.IsClosed(voxel))
                    continue;
                RandomWords draws = Philox.Words(_model.Seed, RandomProcess.Sprouting, (uint)voxel, _step);
                byte proposal = _model.Vessels.Sprouting.Propose(
                    in view, voxel, _lattice.Row, _lattice.Plane, (float)_model.StepHours, draws);
                if (proposal == 0)
                    continue;
                _lattice.Mark[voxel] = proposal;
                sprouts.Add(voxel);
            }
        }
    }

    private void Resolve(int member)
    {
        LatticeView view = new(_lattice);
        VoxelList sprouts = _sprouts[member];
        for (int i = 0; i < sprouts.Count; i++)
        {
            bool wins = Shoving.Wins(
                in view, sprouts[i], _lattice.Row, _lattice.Plane, _model.Seed, RandomProcess.SproutingPriority, _step);
            sprouts[i] = wins ? sprouts[i] : ~sprouts[i];
        }
    }

    private void Apply(int member)
    {
        VoxelList sprouts = _sprouts[member];
        for (int i = 0; i < sprouts.Count; i++)
        {
            int voxel = sprouts[i] >= 0 ? sprouts[i] : ~sprouts[i];
            int direction = _lattice.Mark[voxel] - 1;
            _lattice.Mark[voxel] = 0;
            if (sprouts[i] >= 0)
                _perfusion[voxel + Neighbourhood.Offset(direction, _lattice.Row, _lattice.Plane)] = VesselSprouting.Carried(_perfusion[voxel]);
        }
    }
}
