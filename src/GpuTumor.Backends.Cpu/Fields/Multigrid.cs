namespace GpuTumor.Backends.Cpu;

/// <summary>Solves k·c + uptake(c) − D∇²c = f on the finest lattice by V(1,1) cycles.</summary>
/// <remarks>
/// Red–black Gauss–Seidel with the same order of colours before and after, mean restriction, trilinear prolongation with
/// mirrored values of opposite sign beyond held faces, down to one cell. A relaxed concentration is lifted to zero. Saturable uptake is linearised where it stands, in
/// each relaxation and for each cycle's coarse lattices: Newton's method with one cycle an iteration.
/// Memory is what a cycle waits for, so each lattice is walked through twice a cycle only: on the way down the second colour
/// follows close behind the first, and restriction behind that; on the way up both colours follow prolongation. On the finest lattice the
/// way up of one cycle and the way down of the next are one walk, unless its rows are too long for that.
/// The order in which voxels change does not depend on the number of threads.
/// </remarks>
internal sealed unsafe partial class Multigrid : IDisposable
{
    /// <summary>Quantity of the sums: the largest change by one more relaxation or by the coarser lattices.</summary>
    private const int LargestChange = 0;

    /// <summary>Quantity of the sums: the largest concentration.</summary>
    private const int Largest = 1;

    /// <summary>Maps that a walk touches: unknown, loss and source.</summary>
    private const int MapsOfWalk = 3;

    private const int RowsPerMember = 4;
    private const long CellsWorthSharing = 48 * 1024;
    private const int CoarsestSweeps = 2;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly CoarseMaps _maps;
    private readonly Pipeline _pipeline;
    private readonly NativeArray<float>[] _rows;
    private readonly Sums _sums;
    private readonly Action<int> _cycle;
    private readonly Action<int> _finish;
    private FieldGeometry _geometry = null!;
    private float* _concentration;
    private ReactionRow _reaction;
    private float _loss;
    private bool _coarsenLoss;

    // Whether the coarser lattices' correction is still to be brought down: that is done on the way into the next cycle.
    private bool _isPending;

    public Multigrid(int nx, int ny, Workers workers, LaneWidth lanes, CoarseMaps maps)
    {
        (_workers, _lanes, _maps) = (workers, lanes, maps);
        _pipeline = new Pipeline(ny, workers.Count);
        _rows = new NativeArray<float>[workers.Count];
        for (int member = 0; member < workers.Count; member++)
            _rows[member] = new NativeArray<float>(nx + 64);
        // Largest values only: they may be kept by thread.
        _sums = new Sums(2, workers.Count, workers.Count);
        (_cycle, _finish) = (Cycle, Finish);
    }

    /// <summary>Bytes held beside the coarse maps.</summary>
    public long Bytes => _sums.Bytes + _rows.Sum(row => row.Length * sizeof(float));

    /// <summary>Sets the equation.</summary>
    /// <param name="geometry">Couplings.</param>
    /// <param name="concentration">The field: the first guess, then the solution.</param>
    /// <param name="reaction">Maps of the finest lattice; without saturable uptake its maximum is null.</param>
    /// <param name="loss">First-order loss everywhere beside the map [1/s].</param>
    public void Begin(FieldGeometry geometry, float* concentration, ReactionRow reaction, float loss)
    {
        _geometry = geometry;
        _concentration = concentration;
        _reaction = reaction;
        _loss = loss;
        _coarsenLoss = true;
        _isPending = false;
    }

    /// <summary>One V(1,1) cycle, but for the way up of the finest lattice, which the next cycle or <see cref="Finish()"/> goes.</summary>
    /// <returns>
    /// The largest change that a relaxation would have made before the coarse correction, or that correction if it is larger, relative
    /// to the largest concentration: what the cycle found, not what it left.
    /// </returns>
    public double Cycle()
    {
        _workers.Run(_cycle);
        _coarsenLoss = false;
        _isPending = _maps.Levels > 1;
        double largest = _sums.Largest(Largest);
        return largest > 0 ? _sums.Largest(LargestChange) / largest : 0.0;
    }

    /// <summary>Completes the last cycle: the field is the solution as far as it has come.</summary>
    public void Finish()
    {
        if (_isPending)
            _workers.Run(_finish);
        _isPending = false;
    }

    public void Dispose()
    {
        foreach (NativeArray<float> row in _rows)
            row.Dispose();
        _sums.Dispose();
    }

    private void Cycle(int member) => Descend(0, member);

    private void Finish(int member) => ProlongAndSmooth(0, member);

    private void Descend(int level, int member)
    {
        if (level == _maps.Levels - 1)
        {
            for (int i = 0; i < CoarsestSweeps; i++)
                Smooth(level, member);
            return;
        }

        if (level == 0 && _isPending)
            Turn(member);
        else
            SmoothAndRestrict(level, member);
        Synchronise(level);
        bool alone = MembersOn(level + 1) == 1;
        if (!alone || member == 0)
            Descend(level + 1, member);
        Synchronise(level);
        if (level == 0)
        {
            MeasureCorrection(member);
            return;
        }

        ProlongAndSmooth(level, member);
        Synchronise(level);
    }

    // A small lattice is not worth the waiting: one thread finishes it alone while the others wait above.
    private int MembersOn(int level)
    {
        Lattice lattice = _geometry[level];
        return lattice.Cells >= CellsWorthSharing && lattice.Y.Count >= RowsPerMember * _workers.Count ? _workers.Count : 1;
    }

    private void Synchronise(int level)
    {
        if (MembersOn(level) > 1)
            _workers.Barrier();
    }

    private (int Start, int End) Share(int level, int rows, int member)
        => MembersOn(level) > 1 ? _workers.Share(rows, member) : member == 0 ? (0, rows) : (0, 0);

    private float* Unknown(int level) => level == 0 ? _concentration : _maps.Correction(level).Pointer;

    private ReactionRow ReactionOn(int level, long start) => level == 0
        ? _reaction with
        {
            Loss = _reaction.Loss + start,
            Source = _reaction.Source + start,
            Maximum = _reaction.Maximum is null ? null : _reaction.Maximum + start,
        }
        : new ReactionRow { Loss = _maps.Loss(level).Pointer + start, Source = _maps.Defect(level).Pointer + start };

    private void Smooth(int level, int member)
    {
        if (IsPeriodic(level))
        {
            SmoothApart(level, member);
            return;
        }

        SmoothingSweeps sweeps = new(this, level);
        _pipeline.Walk(ref sweeps, _geometry[level], MapsOfWalk, MembersOn(level), member);
    }

    private void SmoothAndRestrict(int level, int member)
    {
        if (level == 0)
            _sums.Begin(member);
        if (IsPeriodic(level))
        {
            SmoothApart(level, member);
            (int start, int end) = Share(level, _geometry[level + 1].Y.Count, member);
            for (int z = 0; z < _geometry[level + 1].Z.Count; z++)
                Restrict(level, z, start, end, member);
            return;
        }

        DescendingSweeps sweeps = new(this, level);
        _pipeline.Walk(ref sweeps, _geometry[level], MapsOfWalk, MembersOn(level), member);
    }

    // From one cycle into the next.
    private void Turn(int member)
    {
        if (IsPeriodic(0) || !Pipeline.Holds(_geometry[0], TurningSweeps.Sweeps, MapsOfWalk))
        {
            ProlongAndSmooth(0, member);
            Synchronise(0);
            SmoothAndRestrict(0, member);
            return;
        }

        _sums.Begin(member);
        TurningSweeps sweeps = new(this);
        _pipeline.Walk(ref sweeps, _geometry[0], MapsOfWalk, MembersOn(0), member);
    }

    private void ProlongAndSmooth(int level, int member)
    {
        if (IsPeriodic(level))
        {
            (int start, int end) = Share(level, _geometry[level].Y.Count, member);
            for (int z = 0; z < _geometry[level].Z.Count; z++)
                Prolong(level, z, start, end, member);
            Synchronise(level);
            SmoothApart(level, member);
            return;
        }

        AscendingSweeps sweeps = new(this, level);
        _pipeline.Walk(ref sweeps, _geometry[level], MapsOfWalk, MembersOn(level), member);
    }

    // Rows that close on themselves over an odd number have neighbours of one colour: those are relaxed in order, by one thread.
    private bool IsPeriodic(int level) => _geometry[level].Y.IsPeriodic || _geometry[level].Z.IsPeriodic;

    // Where planes close on themselves the first waits for its second colour until the last has had it.
    private void SmoothApart(int level, int member)
    {
        (AxisTable rows, AxisTable planes) = (_geometry[level].Y, _geometry[level].Z);
        bool inOrder = rows.IsPeriodic && (rows.Count & 1) == 1;
        (int start, int end) = inOrder ? (0, member == 0 ? rows.Count : 0) : Share(level, rows.Count, member);
        for (int z = 0; z < planes.Count; z++)
            Relax(level, z, 0, start, end);
        Synchronise(level);
        int first = planes.IsPeriodic ? 1 : 0;
        for (int i = 0; i < planes.Count; i++)
            Relax(level, (i + first) % planes.Count, 1, start, end);
        Synchronise(level);
    }

    private void Relax(int level, int z, int colour, int start, int end)
    {
        if (_geometry.IsHindered)
            RelaxInMatrix(level, z, colour, start, end);
        else if (level > 0)
            Relax<Correction>(level, z, colour, start, end);
        else if (_reaction.Maximum is null)
            Relax<LinearUptake>(level, z, colour, start, end);
        else
            Relax<MichaelisMentenUptake>(level, z, colour, start, end);
    }

    private void Relax<TUptake>(int level, int z, int colour, int start, int end)
        where TUptake : struct, IUptake
    {
        Lattice lattice = _geometry[level];
        RelaxRow<TUptake> sweep = new() { Reaction = ReactionOn(level, lattice.RowStart(start, z)) };
        lattice.Enter(ref sweep.Row, Unknown(level), z);
        for (int y = start; y < end; y++)
        {
            lattice.Move(ref sweep.Row, y, _loss);
            sweep.First = (y + z + colour) & 1;
            RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            sweep.Reaction.Advance(lattice.X.Count);
        }
    }

    /// <summary>Both colours.</summary>
    private readonly struct SmoothingSweeps(Multigrid multigrid, int level) : ISweeps
    {
        public int Count => 2;

        public void Sweep(int sweep, int z, int start, int end, int member) => multigrid.Relax(level, z, sweep, start, end);
    }

    /// <summary>Both colours, then the defect to the next coarser lattice.</summary>
    private readonly struct DescendingSweeps(Multigrid multigrid, int level) : ISweeps
    {
        public int Count => 3;

        public void Sweep(int sweep, int z, int start, int end, int member)
        {
            if (sweep < 2)
                multigrid.Relax(level, z, sweep, start, end);
            else
                multigrid.RestrictFrom(level, z, start, end, member);
        }
    }

    /// <summary>The correction from the next coarser lattice, then both colours.</summary>
    private readonly struct AscendingSweeps(Multigrid multigrid, int level) : ISweeps
    {
        public int Count => 3;

        public void Sweep(int sweep, int z, int start, int end, int member)
        {
            if (sweep == 0)
                multigrid.Prolong(level, z, start, end, member);
            else
                multigrid.Relax(level, z, sweep - 1, start, end);
        }
    }

    /// <summary>On the finest lattice from one cycle into the next: the correction, both colours twice, then the defect.</summary>
    private readonly struct TurningSweeps(Multigrid multigrid) : ISweeps
    {
        public const int Sweeps = 6;

        public int Count => Sweeps;

        public void Sweep(int sweep, int z, int start, int end, int member)
        {
            if (sweep == 0)
                multigrid.Prolong(0, z, start, end, member);
            else if (sweep < Sweeps - 1)
                multigrid.Relax(0, z, (sweep - 1) & 1, start, end);
            else
                multigrid.RestrictFrom(0, z, start, end, member);
        }
    }
}
