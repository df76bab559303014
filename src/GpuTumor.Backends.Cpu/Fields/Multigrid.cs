namespace GpuTumor.Backends.Cpu;

/// <summary>Solves k·c + uptake(c) − D∇²c = f on the finest lattice by V(1,1) cycles.</summary>
/// <remarks>
/// Red–black Gauss–Seidel with the same order of colours before and after, mean restriction, trilinear prolongation with
/// mirrored values of opposite sign beyond held faces, down to one cell. A relaxed concentration is lifted to zero. Saturable uptake is linearised where it stands, in
/// each relaxation and for each cycle's coarse lattices: Newton's method with one cycle an iteration.
/// Memory is what a cycle waits for, so each lattice is walked through twice a cycle only: on the way down the second colour
/// follows two planes behind the first and restriction behind that; on the way up both colours follow prolongation. All threads
/// walk together, each with rows of its own in every plane.
/// The order in which voxels change does not depend on the number of threads.
/// </remarks>
internal sealed unsafe partial class Multigrid : IDisposable
{
    /// <summary>Quantity of the sums: the largest change that one more relaxation would make.</summary>
    private const int LargestChange = 0;

    /// <summary>Quantity of the sums: the largest concentration.</summary>
    private const int Largest = 1;

    /// <summary>Planes between sweeps of one walk: what a sweep reads lies in planes that all threads have left behind.</summary>
    private const int Lag = 2;

    private const int RowsPerMember = 4;
    private const long CellsWorthSharing = 48 * 1024;
    private const int CoarsestSweeps = 2;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly CoarseMaps _maps;
    private readonly Relay _relay;
    private readonly NativeArray<float>[] _rows;
    private readonly Sums _sums;
    private readonly Action<int> _cycle;
    private FieldGeometry _geometry = null!;
    private float* _concentration;
    private ReactionRow _reaction;
    private float _loss;
    private bool _coarsenLoss;

    public Multigrid(int nx, Workers workers, LaneWidth lanes, CoarseMaps maps)
    {
        (_workers, _lanes, _maps) = (workers, lanes, maps);
        _relay = new Relay(workers.Count);
        _rows = new NativeArray<float>[workers.Count];
        for (int member = 0; member < workers.Count; member++)
            _rows[member] = new NativeArray<float>(nx + 64);
        // Largest values only: they may be kept by thread.
        _sums = new Sums(2, workers.Count, workers.Count);
        _cycle = Cycle;
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
    }

    /// <summary>One V(1,1) cycle.</summary>
    /// <returns>
    /// The largest change that a relaxation would have made before the coarse correction, relative to the largest concentration:
    /// what the cycle found, not what it left.
    /// </returns>
    public double Cycle()
    {
        _workers.Run(_cycle);
        _coarsenLoss = false;
        double largest = _sums.Largest(Largest);
        return largest > 0 ? _sums.Largest(LargestChange) / largest : 0.0;
    }

    public void Dispose()
    {
        foreach (NativeArray<float> row in _rows)
            row.Dispose();
        _sums.Dispose();
    }

    private void Cycle(int member) => Descend(0, member);

    private void Descend(int level, int member)
    {
        if (level == _maps.Levels - 1)
        {
            for (int i = 0; i < CoarsestSweeps; i++)
                Smooth(level, member);
            return;
        }

        SmoothAndRestrict(level, member);
        Synchronise(level);
        bool alone = MembersOn(level + 1) == 1;
        if (!alone || member == 0)
            Descend(level + 1, member);
        Synchronise(level);
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

    // Where rows close on themselves over an odd number, the first and the last are of one colour: they are relaxed in order.
    private (int Start, int End) ShareOfRelaxation(int level, int member)
    {
        AxisTable rows = _geometry[level].Y;
        bool inOrder = rows.IsPeriodic && (rows.Count & 1) == 1;
        return inOrder ? (0, member == 0 ? rows.Count : 0) : Share(level, rows.Count, member);
    }

    private void Await(int level, int member)
    {
        if (MembersOn(level) > 1)
            _relay.Await(member);
    }

    private void Pass(int level, int member)
    {
        if (MembersOn(level) > 1)
            _relay.Pass(member);
    }

    private float* Unknown(int level) => level == 0 ? _concentration : _maps.Correction(level).Pointer;

    private ReactionRow ReactionOn(int level, long start) => level == 0
        ? _reaction with
        {
            Loss = _reaction.Loss + start,
            Source = _reaction.Source + start,
            Maximum = _reaction.Maximum is null ? null : _reaction.Maximum + start,
        }
        : new ReactionRow { Loss = _maps.Loss(level).Pointer + start, Source = _maps.Defect(level).Pointer + start };

    /// <summary>Relaxes both colours in one walk.</summary>
    private void Smooth(int level, int member)
    {
        int planes = _geometry[level].Z.Count;
        for (int step = 0; step <= planes + Lag; step++)
        {
            Await(level, member);
            Relax(level, step, 0, member);
            Relax(level, SecondColourAt(level, step), 1, member);
            Pass(level, member);
        }
    }

    // Where planes close on themselves the first waits for its second colour until the last has had its first.
    private int SecondColourAt(int level, int step)
    {
        AxisTable planes = _geometry[level].Z;
        int plane = step - Lag;
        bool isPutOff = planes.IsPeriodic && planes.Count > 1;
        return isPutOff && plane == 0 ? -1 : isPutOff && plane == planes.Count ? 0 : plane;
    }

    private void SmoothAndRestrict(int level, int member)
    {
        int planes = _geometry[level].Z.Count;
        int coarsePlanes = _geometry[level + 1].Z.Count;
        if (level == 0)
            _sums.Begin(member);
        if (_geometry[level].Z.IsPeriodic)
        {
            Smooth(level, member);
            Synchronise(level);
            for (int z = 0; z < coarsePlanes; z++)
                Restrict(level, z, member);
            return;
        }

        // Coarse plane z joins planes 2z and 2z + 1, which look at 2z + 2: that is finished after step 2z + 2 + Lag.
        const int FirstRestriction = 3 + Lag;
        for (int step = 0; step < FirstRestriction + (2 * coarsePlanes); step++)
        {
            Await(level, member);
            Relax(level, step, 0, member);
            Relax(level, step - Lag, 1, member);
            if (step >= FirstRestriction && (step - FirstRestriction) % 2 == 0)
                Restrict(level, (step - FirstRestriction) / 2, member);
            Pass(level, member);
        }
    }

    private void ProlongAndSmooth(int level, int member)
    {
        int planes = _geometry[level].Z.Count;
        if (_geometry[level].Z.IsPeriodic)
        {
            for (int z = 0; z < planes; z++)
                Prolong(level, z, member);
            Synchronise(level);
            Smooth(level, member);
            return;
        }

        for (int step = 0; step < planes + (2 * Lag); step++)
        {
            Await(level, member);
            Prolong(level, step, member);
            Relax(level, step - Lag, 0, member);
            Relax(level, step - (2 * Lag), 1, member);
            Pass(level, member);
        }
    }

    private void Relax(int level, int z, int colour, int member)
    {
        if (z < 0 || z >= _geometry[level].Z.Count)
            return;
        (int start, int end) = ShareOfRelaxation(level, member);
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
        float* unknown = Unknown(level);
        RelaxRow<TUptake> sweep = new() { Reaction = ReactionOn(level, lattice.RowStart(start, z)) };
        lattice.Enter(ref sweep.Row, z);
        for (int y = start; y < end; y++)
        {
            lattice.Move(ref sweep.Row, unknown, y, z, _loss);
            sweep.First = (y + z + colour) & 1;
            StencilSweep.Run(ref sweep, _lanes);
            sweep.Reaction.Advance(lattice.X.Count);
        }
    }

    private void Restrict(int level, int coarseZ, int member)
    {
        if (level > 0)
            Restrict<Correction>(level, coarseZ, member);
        else if (_reaction.Maximum is null)
            Restrict<LinearUptake>(level, coarseZ, member);
        else
            Restrict<MichaelisMentenUptake>(level, coarseZ, member);
    }

    private void Restrict<TUptake>(int level, int coarseZ, int member)
        where TUptake : struct, IUptake
    {
        Lattice coarse = _geometry[level + 1];
        (int start, int end) = Share(level, coarse.Y.Count, member);
        bool withLoss = _coarsenLoss || _reaction.Maximum is not null;
        for (int y = start; y < end; y++)
        {
            RestrictDefect<TUptake>(level, y, coarseZ, member);
            if (withLoss)
                RestrictLoss<TUptake>(level, y, coarseZ, member);
            new Span<float>(Unknown(level + 1) + coarse.RowStart(y, coarseZ), coarse.X.Count).Clear();
        }
    }

    private void RestrictDefect<TUptake>(int level, int coarseY, int coarseZ, int member)
        where TUptake : struct, IUptake
    {
        Lattice fine = _geometry[level];
        float* buffer = ClearedRow(member, fine.X.Count);
        float* sums = _sums.Row(member);
        if (_geometry.IsHindered)
            DefectInMatrix<TUptake>(level, coarseY, coarseZ, buffer, sums);
        else
            Defect<TUptake>(level, coarseY, coarseZ, buffer, sums);
        if (level == 0)
        {
            _sums.EndRowOfLargest(sums, member, LargestChange);
            _sums.EndRowOfLargest(sums, member, Largest);
        }

        Join(level, buffer, _maps.Defect(level + 1).Pointer + _geometry[level + 1].RowStart(coarseY, coarseZ));
    }

    private void Defect<TUptake>(int level, int coarseY, int coarseZ, float* buffer, float* sums)
        where TUptake : struct, IUptake
    {
        Lattice fine = _geometry[level];
        float* unknown = Unknown(level);
        DefectRow<TUptake> sweep = new()
        {
            Result = buffer,
            LargestChange = Sums.Column(sums, LargestChange),
            Largest = Sums.Column(sums, Largest),
        };
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, fine.Z.Count); z++)
        {
            fine.Enter(ref sweep.Row, z);
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, fine.Y.Count); y++)
            {
                sweep.Reaction = ReactionOn(level, fine.RowStart(y, z));
                sweep.Weight = fine.Y.ShareOf(y) * fine.Z.ShareOf(z);
                fine.Move(ref sweep.Row, unknown, y, z, _loss);
                StencilSweep.Run(ref sweep, _lanes);
            }
        }
    }

    private void RestrictLoss<TUptake>(int level, int coarseY, int coarseZ, int member)
        where TUptake : struct, IUptake
    {
        Lattice fine = _geometry[level];
        float* buffer = ClearedRow(member, fine.X.Count);
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, fine.Z.Count); z++)
        {
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, fine.Y.Count); y++)
            {
                LossRow<TUptake> sweep = new()
                {
                    Concentration = Unknown(level) + fine.RowStart(y, z),
                    Reaction = ReactionOn(level, fine.RowStart(y, z)),
                    Weight = fine.Y.ShareOf(y) * fine.Z.ShareOf(z),
                    Result = buffer,
                };
                RowSweep.Run(ref sweep, fine.X.Count, _lanes);
            }
        }

        Join(level, buffer, _maps.Loss(level + 1).Pointer + _geometry[level + 1].RowStart(coarseY, coarseZ));
    }

    private float* ClearedRow(int member, int count)
    {
        float* row = _rows[member].Pointer + 16;
        new Span<float>(row, count + 1).Clear();
        return row;
    }

    private void Join(int level, float* fineRow, float* coarseRow)
    {
        JoinRow sweep = new() { Fine = fineRow, Coarse = coarseRow, Axis = AxisShares.Of(_geometry[level].X) };
        RowSweep.Run(ref sweep, _geometry[level + 1].X.Count, _lanes);
    }

    private void Prolong(int level, int z, int member)
    {
        Lattice fine = _geometry[level];
        if (z >= fine.Z.Count)
            return;
        (int start, int end) = Share(level, fine.Y.Count, member);
        for (int y = start; y < end; y++)
            ProlongRow(level, y, z, member);
    }

    private void ProlongRow(int level, int y, int z, int member)
    {
        Lattice fine = _geometry[level];
        Lattice coarse = _geometry[level + 1];
        float* correction = Unknown(level + 1);
        float* buffer = _rows[member].Pointer + 16;
        (int otherZ, float ofOwnZ, float ofOtherZ) = fine.Z.Source(z);
        (int otherY, float ofOwnY, float ofOtherY) = fine.Y.Source(y);
        MeanRow mean = new()
        {
            A = correction + coarse.RowStart(y / 2, z / 2),
            B = correction + coarse.RowStart(otherY, z / 2),
            C = correction + coarse.RowStart(y / 2, otherZ),
            D = correction + coarse.RowStart(otherY, otherZ),
            OfA = ofOwnY * ofOwnZ,
            OfB = ofOtherY * ofOwnZ,
            OfC = ofOwnY * ofOtherZ,
            OfD = ofOtherY * ofOtherZ,
            Result = buffer,
        };
        RowSweep.Run(ref mean, coarse.X.Count, _lanes);
        int last = coarse.X.Count - 1;
        buffer[-1] = coarse.X.IsPeriodic ? buffer[last] : fine.X.LowerMirror * buffer[0];
        buffer[last + 1] = coarse.X.IsPeriodic ? buffer[0] : fine.X.UpperMirror * buffer[last];
        float* fineRow = Unknown(level) + fine.RowStart(y, z);
        SpreadRow spread = new() { Coarse = buffer, Fine = fineRow, Axis = AxisShares.Of(fine.X) };
        int pairs = fine.X.Count / 2;
        RowSweep.Run(ref spread, pairs, _lanes);
        // An odd last voxel is its coarse cell's only one.
        if (2 * pairs < fine.X.Count)
            fineRow[2 * pairs] += buffer[pairs];
    }
}
