namespace GpuTumor.Backends.Cpu;

/// <summary>What passes between a lattice and the next coarser one: defects and losses up, corrections down.</summary>
internal sealed unsafe partial class Multigrid
{
    // Rows that become one coarse row are there when the second plane of two is, or the last.
    private void RestrictFrom(int level, int z, int start, int end, int member)
    {
        (AxisTable rows, AxisTable planes) = (_geometry[level].Y, _geometry[level].Z);
        if ((z & 1) == 1 || z == planes.Count - 1)
            Restrict(level, z / 2, start / 2, end == rows.Count ? (end + 1) / 2 : end / 2, member);
    }

    private void Restrict(int level, int coarseZ, int start, int end, int member)
    {
        if (level > 0)
            Restrict<Correction>(level, coarseZ, start, end, member);
        else if (_reaction.Maximum is null)
            Restrict<LinearUptake>(level, coarseZ, start, end, member);
        else
            Restrict<MichaelisMentenUptake>(level, coarseZ, start, end, member);
    }

    private void Restrict<TUptake>(int level, int coarseZ, int start, int end, int member)
        where TUptake : struct, IUptake
    {
        Lattice coarse = _geometry[level + 1];
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
            fine.Enter(ref sweep.Row, unknown, z);
            for (int y = 2 * coarseY; y < Math.Min((2 * coarseY) + 2, fine.Y.Count); y++)
            {
                sweep.Reaction = ReactionOn(level, fine.RowStart(y, z));
                sweep.Weight = fine.Y.ShareOf(y) * fine.Z.ShareOf(z);
                fine.Move(ref sweep.Row, y, _loss);
                RowSweep.Run(ref sweep, fine.X.Count, _lanes);
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

    // What is smooth shows in the correction only: a relaxation would hardly change it.
    private void MeasureCorrection(int member)
    {
        Lattice coarse = _geometry[1];
        (int start, int end) = Share(0, coarse.Z.Count, member);
        float* sums = _sums.Row(member);
        MagnitudeRow sweep = new() { Largest = Sums.Column(sums, LargestChange) };
        for (int z = start; z < end; z++)
        {
            for (int y = 0; y < coarse.Y.Count; y++)
            {
                sweep.Row = Unknown(1) + coarse.RowStart(y, z);
                RowSweep.Run(ref sweep, coarse.X.Count, _lanes);
            }
        }

        _sums.EndRowOfLargest(sums, member, LargestChange);
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

    private void Prolong(int level, int z, int start, int end, int member)
    {
        Lattice fine = _geometry[level];
        Lattice coarse = _geometry[level + 1];
        float* buffer = _rows[member].Pointer + 16;
        (int otherZ, float ofOwnZ, float ofOtherZ) = fine.Z.Source(z);
        float* ownPlane = Unknown(level + 1) + coarse.RowStart(0, z / 2);
        float* otherPlane = Unknown(level + 1) + coarse.RowStart(0, otherZ);
        for (int y = start; y < end; y++)
        {
            (int otherY, float ofOwnY, float ofOtherY) = fine.Y.Source(y);
            (long own, long other) = ((long)(y / 2) * coarse.X.Count, (long)otherY * coarse.X.Count);
            MeanRow mean = new()
            {
                A = ownPlane + own,
                B = ownPlane + other,
                C = otherPlane + own,
                D = otherPlane + other,
                OfA = ofOwnY * ofOwnZ,
                OfB = ofOtherY * ofOwnZ,
                OfC = ofOwnY * ofOtherZ,
                OfD = ofOtherY * ofOtherZ,
                Result = buffer,
            };
            RowSweep.Run(ref mean, coarse.X.Count, _lanes);
            Spread(level, buffer, Unknown(level) + fine.RowStart(y, z));
        }
    }

    private void Spread(int level, float* coarseRow, float* fineRow)
    {
        AxisTable fine = _geometry[level].X;
        int last = fine.CoarseCount - 1;
        coarseRow[-1] = fine.IsPeriodic ? coarseRow[last] : fine.LowerMirror * coarseRow[0];
        coarseRow[last + 1] = fine.IsPeriodic ? coarseRow[0] : fine.UpperMirror * coarseRow[last];
        SpreadRow spread = new() { Coarse = coarseRow, Fine = fineRow, Axis = AxisShares.Of(fine) };
        int pairs = fine.Count / 2;
        RowSweep.Run(ref spread, pairs, _lanes);
        // An odd last voxel is its coarse cell's only one.
        if (2 * pairs < fine.Count)
            fineRow[2 * pairs] += coarseRow[pairs];
    }
}
