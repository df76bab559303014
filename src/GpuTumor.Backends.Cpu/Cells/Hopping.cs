using System.Numerics;
using System.Runtime.Intrinsics;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Lets living cells hop to free neighbouring voxels: propose, resolve, apply, as in shoving.</summary>
/// <remarks>Only cells beside free space are looked at, found by their distance to it, and each voxel proposes once: no pass depends on an order.</remarks>
internal sealed unsafe class Hopping : IStateful, IDisposable
{
    // Beside a free voxel the distance is that of a corner or less.
    private const byte BesideRoom = 5;
    private readonly Model _model;
    private readonly PresentLaws _laws;
    private readonly TumourCoupling _speeds;
    private readonly CellLattice _lattice;
    private readonly CellPool _pool;
    private readonly Transport _transport;
    private readonly DiffusingFields _fields;
    private readonly MatrixMap? _matrix;
    private readonly Senses _senses;
    private readonly DepthMap _depths;
    private readonly Workers _workers;
    private readonly float _substepHours;
    private readonly float _hopsPerHour;
    private readonly uint _threshold;
    private readonly VoxelList[] _hopping;
    private readonly Action<int> _relaxAndPropose;
    private readonly Action<int> _resolve;
    private readonly Action<int> _apply;
    private uint _substep;

    public Hopping(
        Model model, PresentLaws laws, FieldCouplings couplings, DiffusingFields fields, CellLattice lattice, CellPool pool,
        MatrixMap? matrix, Senses senses, Transport transport, Workers workers)
    {
        (_laws, _fields, _matrix, _senses) = (laws, fields, matrix, senses);
        _speeds = couplings.OfTumour(CoupledProcess.Migration);
        (_model, _lattice, _pool, _transport, _workers) = (model, lattice, pool, transport, workers);
        _depths = new DepthMap(lattice, workers);
        double substepHours = model.StepHours / Math.Max(1, model.HoppingSubsteps);
        _substepHours = (float)substepHours;
        _hopsPerHour = Migration.HopsPerHour(model.Grid.Spacing);
        _threshold = model.Compaction.Hopping.Threshold(substepHours);
        _hopping = [.. Enumerable.Range(0, workers.Count).Select(_ => new VoxelList())];
        _relaxAndPropose = RelaxAndPropose;
        _resolve = Resolve;
        _apply = Apply;
    }

    /// <summary>How deep in the mass each block lies.</summary>
    public DepthMap Depths => _depths;

    public long AllocatedBytes => _depths.AllocatedBytes + _hopping.Sum(list => list.AllocatedBytes);

    /// <summary>Relaxes the map of depths until it is exact, for a lattice that was just filled.</summary>
    public void Settle()
    {
        Grid grid = _lattice.Grid;
        if (_model.HoppingSubsteps > 0)
            _depths.Relax(MassDepth.PassesToSettle(Math.Max(grid.Nx, Math.Max(grid.Ny, grid.Nz))));
    }

    /// <summary>One step's hops.</summary>
    public void Move(long step)
    {
        if (_model.HoppingSubsteps == 0)
            return;
        _depths.Relax(MassDepth.PassesPerStep);
        for (int i = 0; i < _model.HoppingSubsteps; i++)
        {
            _substep = (uint)((step * _model.HoppingSubsteps) + i);
            MoveOnce();
        }
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive) => _depths.Carry(archive);

    public void Dispose()
    {
        _depths.Dispose();
        foreach (VoxelList list in _hopping)
            list.Dispose();
    }

    private void MoveOnce()
    {
        _workers.Run(_relaxAndPropose, _lattice.Active.Voxels / 4);
        _lattice.SwapDistances();
        int hopping = 0;
        foreach (VoxelList list in _hopping)
            hopping += list.Count;
        if (hopping == 0)
            return;
        _workers.Run(_resolve, 100L * hopping);
        _workers.Run(_apply, 10L * hopping);
    }

    private void RelaxAndPropose(int member)
    {
        _hopping[member].Clear();
        (int start, int end) = _lattice.Active.Share(_workers.Count, member);
        GroundView ground = new(_fields, _lattice, _pool, _matrix);
        for (int z = start; z < end; z++)
        {
            for (int y = 1; y < _lattice.Grid.Ny - 1; y++)
            {
                foreach (RowRun run in _lattice.Active.At(y, z))
                {
                    _transport.Relax(run, y, z);
                    Propose(in ground, (int)_lattice.Grid.Index(run.X0, y, z), run.X1 - run.X0, _hopping[member]);
                }
            }
        }
    }

    // The cells of a part of a row that lie beside free space: of many voxels few.
    private void Propose(in GroundView ground, int first, int count, VoxelList hopping)
    {
        byte* distance = _lattice.Distance + first;
        for (int x = 0; x < count; x += Vector256<byte>.Count)
        {
            // From one to the bound: less one, at most the bound less one, for what was zero is large then.
            Vector256<byte> lessOne = Vector256.Load(distance + x) - Vector256<byte>.One;
            uint beside = Vector256.LessThanOrEqual(lessOne, Vector256.Create((byte)(BesideRoom - 1))).ExtractMostSignificantBits();
            beside &= count - x < Vector256<byte>.Count ? (1u << (count - x)) - 1u : uint.MaxValue;
            for (; beside != 0u; beside &= beside - 1u)
                ProposeAt(in ground, first + x + BitOperations.TrailingZeroCount(beside), hopping);
        }
    }

    private void ProposeAt(in GroundView ground, int voxel, VoxelList hopping)
    {
        int slot = _lattice.Resident[voxel] - 1;
        bool mayHop = _lattice.Waiting[voxel] == 0 && CellRecord.Kind(_pool.Status[slot]) == CellKind.Tumour;
        if (mayHop && Propose(in ground, voxel, slot) is not 0 and byte proposal)
        {
            _lattice.Mark[voxel] = proposal;
            hopping.Add(voxel);
        }
    }

    // Cells that move alone no longer cohere; those that move together do both.
    private byte Propose(in GroundView ground, int voxel, int slot)
    {
        Migration migration = _laws.Migration;
        float emt = (int)CellRecord.Level(_pool.Signals[slot], CellRecord.EmtShift) * (1f / 255f);
        bool migrates = migration.AloneSpeed > 0f && emt >= migration.TogetherFrom;
        byte proposal = migrates && emt > migration.AloneFrom ? (byte)0 : Compact(voxel);
        return proposal == 0 && migrates ? Migrate(in ground, voxel, slot, emt) : proposal;
    }

    private byte Migrate(in GroundView ground, int voxel, int slot, float emt)
    {
        LatticeView view = new(_lattice);
        Migration migration = _laws.Migration;
        RandomWords draws = Philox.Words(_model.Seed, RandomProcess.Migration, (uint)voxel, _substep);
        uint whether = draws.First;
        float factor = _speeds.Factor(_pool.Status[slot], voxel);
        float matrix = ground.Matrix(voxel);
        if (!Migration.Hops(migration.MostPerHour(emt, matrix, _hopsPerHour) * factor, _substepHours, whether))
            return 0;
        int like = migration.Like(in ground, voxel, _lattice.Row, _lattice.Plane);
        float akt = (int)_senses.Activities(voxel, _pool.Status[slot], _pool.Exposure[slot]).Akt * (1f / 255f);
        float rate = migration.PerHour(emt, akt, matrix, like, _hopsPerHour) * factor;
        return Migration.Hops(rate, _substepHours, whether)
            ? migration.Propose(in view, in ground, voxel, _lattice.Row, _lattice.Plane, emt, draws.Second)
            : (byte)0;
    }

    private byte Compact(int voxel)
    {
        uint draw = Philox.Word(_model.Seed, RandomProcess.Compaction, (uint)voxel, _substep, 0);
        if (draw >= _threshold)
            return 0;
        LatticeView view = new(_lattice);
        DepthMap.View depths = _depths.Depths;
        DepthSlopes slopes = DepthSlopes.At(
            in depths,
            voxel % _lattice.Row / MassDepth.Edge,
            voxel / _lattice.Row % _lattice.Grid.Ny / MassDepth.Edge,
            voxel / _lattice.Plane / MassDepth.Edge);
        uint tie = Philox.Word(_model.Seed, RandomProcess.Compaction, (uint)voxel, _substep, 1);
        return _model.Compaction.Propose(in view, voxel, _lattice.Row, _lattice.Plane, slopes, tie);
    }

    private void Resolve(int member)
    {
        LatticeView view = new(_lattice);
        VoxelList hopping = _hopping[member];
        for (int i = 0; i < hopping.Count; i++)
        {
            int voxel = hopping[i];
            bool hops = Shoving.Wins(in view, voxel, _lattice.Row, _lattice.Plane, _model.Seed, RandomProcess.HopPriority, _substep);
            hopping[i] = hops ? voxel : ~voxel;
        }
    }

    private void Apply(int member)
    {
        VoxelList hopping = _hopping[member];
        for (int i = 0; i < hopping.Count; i++)
        {
            int voxel = hopping[i] >= 0 ? hopping[i] : ~hopping[i];
            int direction = _lattice.Mark[voxel] - 1;
            _lattice.Mark[voxel] = 0;
            if (hopping[i] >= 0)
                Hop(voxel, voxel + Neighbourhood.Offset(direction, _lattice.Row, _lattice.Plane));
        }
    }

    // The target was free, and chosen by this voxel alone: nobody else touches either.
    private void Hop(int voxel, int target)
    {
        int cell = _lattice.Resident[voxel];
        _lattice.Resident[voxel] = 0;
        _lattice.Distance[voxel] = 0;
        _lattice.Resident[target] = cell;
        _lattice.Distance[target] = DistanceToRoom.JustEntered;
        _pool.Voxel[cell - 1] = target;
        _lattice.Active.Enter(target);
    }
}
