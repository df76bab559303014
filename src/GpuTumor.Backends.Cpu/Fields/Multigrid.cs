namespace GpuTumor.Backends.Cpu;

/// <summary>Solves k·c + uptake(c) − D∇²c = f on the finest lattice by V(1,1) cycles.</summary>
/// <remarks>
/// Red–black Gauss–Seidel with the same order of colours before and after, mean restriction, trilinear prolongation with
/// mirrored values of opposite sign beyond held faces, down to one cell. A relaxed concentration is lifted to zero. Saturable uptake is linearised where it stands, in
/// each relaxation and for each cycle's coarse lattices: Newton's method with one cycle an iteration.
/// The order in which voxels change does not depend on the number of threads.
/// </remarks>
internal sealed unsafe class Multigrid : IDisposable
{
    /// <summary>Quantity of the sums: the largest change that one more relaxation would make.</summary>
    private const int LargestChange = 0;

    /// <summary>Quantity of the sums: the largest concentration.</summary>
    private const int Largest = 1;

    private const int PlanesPerMember = 4;
    private const long CellsWorthSharing = 16 * 1024;
    private const int CoarsestSweeps = 2;
    private readonly Workers _workers;
    private readonly LaneWidth _lanes;
    private readonly CoarseMaps _maps;
    private readonly NativeArray<float> _checkerboard;
    private readonly NativeArray<float>[] _rows;
    private readonly Sums _sums;
    private readonly Action<int> _cycle;
    private FieldGeometry _geometry = null!;
    private float* _concentration;
    private ReactionRow _reaction;
    private float _loss;
    private bool _coarsenLoss;

    public Multigrid(int nx, int nz, Workers workers, LaneWidth lanes, CoarseMaps maps)
    {
        (_workers, _lanes, _maps) = (workers, lanes, maps);
        _checkerboard = new NativeArray<float>(64);
        for (int i = 0; i < 64; i++)
            _checkerboard[i] = i & 1;
        _rows = new NativeArray<float>[workers.Count];
        for (int member = 0; member < workers.Count; member++)
            _rows[member] = new NativeArray<float>(nx + 64);
        _sums = new Sums(2, nz, workers.Count);
        _cycle = Cycle;
    }

    /// <summary>Bytes held beside the coarse maps.</summary>
    public long Bytes => _sums.Bytes + (_checkerboard.Length * sizeof(float)) + _rows.Sum(row => row.Length * sizeof(float));

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
        _checkerboard.Dispose();
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

        Smooth(level, member);
        Restrict(level, member);
        Synchronise(level);
        bool alone = MembersOn(level + 1) == 1;
        if (!alone || member == 0)
            Descend(level + 1, member);
        Synchronise(level);
        Prolong(level, member);
        Synchronise(level);
        Smooth(level, member);
    }

    // A lattice of few planes is not worth a barrier: one thread finishes it alone while the others wait above.
    private int MembersOn(int level)
    {
        Lattice lattice = _geometry[level];
        int most = Math.Min(_workers.Count, lattice.Z.Count / PlanesPerMember);
        return lattice.Cells >= CellsWorthSharing && most == _workers.Count ? _workers.Count : 1;
    }

    private void Synchronise(int level)
    {
        if (MembersOn(level) > 1)
            _workers.Barrier();
    }

    private (int Start, int End) Share(int level, int member)
    {
        int planes = _geometry[level].Z.Count;
        return MembersOn(level) > 1 ? _workers.Share(planes, member) : member == 0 ? (0, planes) : (0, 0);
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

    /// <summary>
    /// Relaxes both colours in one pass: the second colour follows one plane behind the first. A member's first plane waits for
    /// its second colour until the member below has finished the first.
    /// </summary>
    private void Smooth(int level, int member)
    {
        (int start, int end) = Share(level, member);
        bool waits = start > 0 || (_geometry[level].Z.IsPeriodic && end - start > 1);
        if (start < end)
            RelaxPlane(level, start, 0);
        Synchronise(level);
        for (int z = start + 1; z < end; z++)
        {
            RelaxPlane(level, z, 0);
            if (z - 1 > start || !waits)
                RelaxPlane(level, z - 1, 1);
        }

        if (end - start > 1 || (end > start && !waits))
            RelaxPlane(level, end - 1, 1);
        Synchronise(level);
        if (end > start && waits)
            RelaxPlane(level, start, 1);
        Synchronise(level);
    }

    private void RelaxPlane(int level, int z, int colour)
    {
        if (level > 0)
            RelaxPlane<Correction>(level, z, colour);
        else if (_reaction.Maximum is null)
            RelaxPlane<LinearUptake>(level, z, colour);
        else
            RelaxPlane<MichaelisMentenUptake>(level, z, colour);
    }

    private void RelaxPlane<TUptake>(int level, int z, int colour)
        where TUptake : struct, IUptake
    {
        Lattice lattice = _geometry[level];
        float* unknown = Unknown(level);
        RelaxRow<TUptake> sweep = new() { Reaction = ReactionOn(level, lattice.RowStart(0, z)) };
        lattice.Enter(ref sweep.Row, z);
        for (int y = 0; y < lattice.Y.Count; y++)
        {
            lattice.Move(ref sweep.Row, unknown, y, z, _loss);
            sweep.Checkerboard = _checkerboard.Pointer + ((y + z + colour) & 1);
            RowSweep.Run(ref sweep, lattice.X.Count, _lanes);
            sweep.Reaction.Advance(lattice.X.Count);
        }
    }

    private void Restrict(int level, int member)
    {
        if (level > 0)
            Restrict<Correction>(level, member);
        else if (_reaction.Maximum is null)
            Restrict<LinearUptake>(level, member);
        else
            Restrict<MichaelisMentenUptake>(level, member);
    }

    private void Restrict<TUptake>(int level, int member)
        where TUptake : struct, IUptake
    {
        Lattice fine = _geometry[level];
        Lattice coarse = _geometry[level + 1];
        (int start, int end) = MembersOn(level) > 1
            ? _workers.Share(coarse.Z.Count, member) : member == 0 ? (0, coarse.Z.Count) : (0, 0);
        bool withLoss = _coarsenLoss || _reaction.Maximum is not null;
        if (level == 0)
        {
            for (int z = 2 * start; z < Math.Min(2 * end, fine.Z.Count); z++)
                _sums.Begin(z);
        }

        for (int z = start; z < end; z++)
        {
            for (int y = 0; y < coarse.Y.Count; y++)
            {
                RestrictDefect<TUptake>(level, y, z, member);
                if (withLoss)
                    RestrictLoss<TUptake>(level, y, z, member);
                new Span<float>(Unknown(level + 1) + coarse.RowStart(y, z), coarse.X.Count).Clear();
            }
        }
    }

    private void RestrictDefect<TUptake>(int level, int coarseY, int coarseZ, int member)
        where TUptake : struct, IUptake
    {
        Lattice fine = _geometry[level];
        float* buffer = ClearedRow(member, fine.X.Count);
        float* sums = _sums.Row(member);
        float* unknown = Unknown(level);
        DefectRow<TUptake> sweep = new()
        {
            Result = buffer,
            LargestChange = level == 0 ? Sums.Column(sums, LargestChange) : null,
            Largest = level == 0 ? Sums.Column(sums, Largest) : null,
        };
        for (int z = 2 * coarseZ; z < Math.Min((2 * coarseZ) + 2, fine.Z.Count); z++)
        {
            fine.Enter(ref sweep.Row, z);
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, fine.Y.Count); y++)
            {
                sweep.Reaction = ReactionOn(level, fine.RowStart(y, z));
                sweep.Weight = fine.Y.ShareOf(y) * fine.Z.ShareOf(z);
                fine.Move(ref sweep.Row, unknown, y, z, _loss);
                RowSweep.Run(ref sweep, fine.X.Count, _lanes);
            }
        }

        if (level == 0)
        {
            _sums.EndRowOfLargest(sums, 2 * coarseZ, LargestChange);
            _sums.EndRowOfLargest(sums, 2 * coarseZ, Largest);
        }

        Join(level, buffer, _maps.Defect(level + 1).Pointer + _geometry[level + 1].RowStart(coarseY, coarseZ));
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

    private void Prolong(int level, int member)
    {
        (int start, int end) = Share(level, member);
        Lattice fine = _geometry[level];
        Lattice coarse = _geometry[level + 1];
        float* correction = Unknown(level + 1);
        float* buffer = _rows[member].Pointer + 16;
        int pairs = fine.X.Count / 2;
        for (int z = start; z < end; z++)
        {
            (int otherZ, float ofOwnZ, float ofOtherZ) = fine.Z.Source(z);
            for (int y = 0; y < fine.Y.Count; y++)
            {
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
                RowSweep.Run(ref spread, pairs, _lanes);
                // An odd last voxel is its coarse cell's only one.
                if (2 * pairs < fine.X.Count)
                    fineRow[2 * pairs] += buffer[pairs];
            }
        }
    }
}
