using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>A step of the host cells: they wander, T cells kill, all age and change, the dead leave, new ones enter through vessels.</summary>
internal sealed unsafe class HostLife : IStateful, IDisposable
{
    private readonly Model _model;
    private readonly HostLaws _laws;
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly HostLayer _host;
    private readonly VesselMap _vessels;
    private readonly HostSenses _senses;
    private readonly HostWalking _walking;
    private readonly Workers _workers;
    private readonly float _stepHours;
    private readonly HostEvents[] _events;
    private readonly VoxelList[] _entered;
    private readonly Action<int> _attack;
    private readonly Action<int> _resolve;
    private readonly Action<int> _live;
    private readonly Action<int> _enter;
    private readonly Action<int> _clearDebris;
    private readonly uint _debrisKept;
    private float _block;
    private float _inhibited;
    private float _quiet;
    private uint _step;

    public HostLife(
        Model model, HostTissue tissue, CellLattice lattice, CellPool pool, HostLayer host, VesselMap vessels,
        DiffusingFields fields, FieldCouplings couplings, MatrixMap? matrix, Workers workers)
    {
        (_model, _lattice, _pool, _host, _vessels, _workers) = (model, lattice, pool, host, vessels, workers);
        _laws = tissue.Laws;
        _senses = new HostSenses(fields, couplings, matrix);
        _walking = new HostWalking(model, tissue, lattice, host, _senses, workers);
        _stepHours = (float)model.StepHours;
        _events = new HostEvents[workers.Count];
        _entered = [.. Enumerable.Range(0, workers.Count).Select(_ => new VoxelList())];
        _debrisKept = tissue.DebrisKept(model.StepHours);
        _attack = Attack;
        _resolve = Resolve;
        _live = Live;
        _enter = Enter;
        _clearDebris = ClearDebris;
    }

    /// <summary>What happened since the start.</summary>
    public HostEvents Total { get; private set; }

    /// <summary>One step.</summary>
    /// <returns>Tumour cells killed.</returns>
    public long Advance(long step, ReadOnlySpan<float> plasma)
    {
        _step = (uint)step;
        _block = _model.Effect(DrugAction.Pd1Blockade, plasma);
        _inhibited = _model.Effect(DrugAction.Ccr2Inhibition, plasma);
        _quiet = _model.Effect(DrugAction.FibroblastInhibition, plasma);
        _walking.Move(step);
        Array.Clear(_events);
        _workers.Run(_attack, 40L * _host.Cells.Count);
        _workers.Run(_resolve, 5L * _host.Cells.Count);
        _workers.Run(_live, 20L * _host.Cells.Count);
        Drop();
        _workers.Run(_enter, _lattice.Grid.Voxels / 4);
        foreach (VoxelList entered in _entered)
        {
            for (int i = 0; i < entered.Count; i++)
                _host.Cells.Add(entered[i]);
        }

        _workers.Run(_clearDebris, _lattice.Active.Voxels / 8);
        HostEvents now = default;
        foreach (HostEvents events in _events)
            now = now.With(events);
        Total = Total.With(now);
        return now.Kills;
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        long[] events = [Total.TCellsEntered, Total.TCellsDied, Total.MyeloidEntered, Total.MyeloidDied, Total.Kills];
        archive.List(TissueArchive.HostEvents, ref events);
        Total = events is [long entered, long died, long myeloidEntered, long myeloidDied, long kills]
            ? new HostEvents(entered, died, myeloidEntered, myeloidDied, kills)
            : throw new StateException($"'{TissueArchive.HostEvents}' has {events.Length} values, not 5");
    }

    public void Dispose()
    {
        foreach (VoxelList list in _entered)
            list.Dispose();
    }

    // T cells that touch living tumour cells tire, and attack one of them.
    private void Attack(int member)
    {
        (int start, int end) = _workers.Share(_host.Cells.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = _host.Cells[i];
            uint state = _host.State[voxel];
            if (HostRecord.Kind(state) != HostKind.TCell)
                continue;
            int targets = Targets(voxel, int.MaxValue, out _);
            if (targets == 0)
                continue;
            RandomWords draws = Philox.Words(_model.Seed, RandomProcess.Killing, (uint)voxel, _step);
            TCellLaws laws = _laws.TCells;
            var chosen = (int)(((ulong)draws.First * (ulong)targets) >> 32);
            Targets(voxel, chosen, out int code);
            int slot = _lattice.Resident[voxel + Neighbourhood.Offset(code, _lattice.Row, _lattice.Plane)] - 1;
            uint status = _pool.Status[slot];
            float emt = (int)CellRecord.Level(_pool.Signals[slot], CellRecord.EmtShift) * (1f / 255f);
            HostSurroundings here = _senses.At(voxel);
            Scalar rate = laws.KillingPerHour(in here, HostRecord.Exhaustion(state), _block, status, emt);
            bool kills = CellStep.Happens<Scalar, ScalarWord>(rate, _stepHours, new ScalarWord(draws.Second)).Value != 0u;
            uint exhaustion = laws.Exhausted(HostRecord.Exhaustion(state), _block, _stepHours, draws.Third);
            _host.State[voxel] = HostRecord.WithExhaustion(state, exhaustion);
            if (kills)
                _lattice.Mark[voxel] = (byte)(1 + code);
        }
    }

    // Living tumour cells in the voxel and its 26 neighbours; the code of the one with a number.
    private int Targets(int voxel, int wanted, out int code)
    {
        int found = 0;
        code = 0;
        for (int i = 0; i < Neighbourhood.Codes && found <= wanted; i++)
        {
            int resident = _lattice.Resident[voxel + Neighbourhood.Offset(i, _lattice.Row, _lattice.Plane)];
            if (resident != 0 && CellRecord.Kind(_pool.Status[resident - 1]) == CellKind.Tumour)
            {
                found++;
                code = i;
            }
        }

        return found;
    }

    private void Resolve(int member)
    {
        LatticeView view = new(_lattice);
        (int start, int end) = _workers.Share(_host.Cells.Count, member);
        for (int i = start; i < end; i++)
        {
            int voxel = _host.Cells[i];
            bool kills = view.Proposal(voxel) != 0 && Contact.Wins(in view, voxel, _lattice.Row, _lattice.Plane, _model.Seed, _step);
            _host.Cells[i] = kills ? ~voxel : voxel;
        }
    }

    private void Live(int member)
    {
        (int start, int end) = _workers.Share(_host.Cells.Count, member);
        for (int i = start; i < end; i++)
        {
            bool kills = _host.Cells[i] < 0;
            int voxel = kills ? ~_host.Cells[i] : _host.Cells[i];
            if (kills)
                Kill(voxel, ref _events[member]);
            _lattice.Mark[voxel] = 0;
            uint state = Aged(voxel, kills, ref _events[member]);
            _host.State[voxel] = state;
            _host.Cells[i] = voxel;
        }
    }

    // The winner alone touches its target.
    private void Kill(int voxel, ref HostEvents events)
    {
        int target = voxel + Neighbourhood.Offset(_lattice.Mark[voxel] - 1, _lattice.Row, _lattice.Plane);
        int slot = _lattice.Resident[target] - 1;
        _pool.Status[slot] = CellRecord.Killed(_pool.Status[slot]);
        events.Kills++;
    }

    // The host cell a step later; 0 if it died.
    private uint Aged(int voxel, bool killed, ref HostEvents events)
    {
        uint state = _host.State[voxel];
        HostKind kind = HostRecord.Kind(state);
        HostSurroundings here = _senses.At(voxel, kind);
        RandomWords draws = Philox.Words(_model.Seed, RandomProcess.HostLife, (uint)voxel, _step);
        uint next = HostStep.Advance(in _laws, in here, _host.Debris[voxel], killed, _quiet, _stepHours, draws, state);
        if (next == 0u)
        {
            events.TCellsDied += kind == HostKind.TCell ? 1 : 0;
            events.MyeloidDied += kind == HostKind.TCell ? 0 : 1;
        }

        return next;
    }

    private void Drop()
    {
        int kept = 0;
        for (int i = 0; i < _host.Cells.Count; i++)
        {
            if (_host.State[_host.Cells[i]] != 0u)
                _host.Cells[kept++] = _host.Cells[i];
        }

        _host.Cells.Shorten(kept);
    }

    private void Enter(int member)
    {
        VoxelList entered = _entered[member];
        entered.Clear();
        Grid grid = _lattice.Grid;
        (int start, int end) = _workers.Share(grid.Nz - 2, member);
        for (int z = start + 1; z < end + 1; z++)
        {
            byte* perfusion = _vessels.Plane(z);
            for (int i = 0; (i = VesselMap.NextVessel(perfusion, i, _lattice.Plane)) < _lattice.Plane; i++)
            {
                int voxel = (z * _lattice.Plane) + i;
                if (_host.State[voxel] != 0u || _lattice.Distance[voxel] == DistanceToRoom.Closed)
                    continue;
                RandomWords draws = Philox.Words(_model.Seed, RandomProcess.HostEntry, (uint)voxel, _step);
                HostSurroundings here = _senses.At(voxel);
                uint state = HostStep.Entering(in _laws, in here, perfusion[i], _inhibited, _stepHours, draws);
                if (state == 0u)
                    continue;
                _host.State[voxel] = state;
                entered.Add(voxel);
                bool tCell = HostRecord.Kind(state) == HostKind.TCell;
                _events[member].TCellsEntered += tCell ? 1 : 0;
                _events[member].MyeloidEntered += tCell ? 0 : 1;
            }
        }
    }

    private void ClearDebris(int member)
    {
        (int start, int end) = _lattice.Active.Share(_workers.Count, member);
        for (int z = start; z < end; z++)
        {
            for (int y = 1; y < _lattice.Grid.Ny - 1; y++)
            {
                byte* row = _host.Debris + _lattice.Grid.Index(0, y, z);
                foreach (RowRun run in _lattice.Active.At(y, z))
                {
                    for (int x = run.X0; x < run.X1; x++)
                        row[x] = (byte)((row[x] * _debrisKept) >> 16);
                }
            }
        }
    }
}
