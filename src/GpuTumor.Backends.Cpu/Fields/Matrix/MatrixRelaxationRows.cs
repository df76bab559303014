using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Relaxes one colour of a row's voxels in the matrix.</summary>
internal unsafe struct MatrixRelaxRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public MatrixRow Row;
    public ReactionRow Reaction;

    /// <summary>Zeros and ones by turns: zero where a voxel is relaxed.</summary>
    public float* Checkerboard;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        MatrixRow row = Row;
        ReactionRow reaction = Reaction;
        TLane rowLoss = TLane.Of(row.Loss);
        TLane half = TLane.Of(0.5f);
        TLane colour = TMemory.Load(Checkerboard + (from & 1));
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane loss = TMemory.Load(reaction.Loss + x) + rowLoss;
            TLane outflow = row.Outflow<TLane, TMemory>(
                x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), loss);
            TLane diagonal = row.Diagonal<TLane, TMemory>(x, loss);
            if (TUptake.IsSaturable)
            {
                Saturation.Linearise(
                    centre, TMemory.Load(reaction.Maximum + x), TLane.Of(reaction.HalfSaturation), ref outflow, ref diagonal);
            }

            TLane relaxed = Relaxation.Relax(
                centre, Relaxation.Defect(TMemory.Load(reaction.Source + x), outflow), diagonal);
            if (TUptake.IsConcentration)
                relaxed = Clipping.Positive(relaxed);
            // Lanes of one value meet the colours by turns; wider ones have both.
            if (TMemory.Width == 1)
                colour = TMemory.Load(Checkerboard + (x & 1));
            TMemory.Store(row.Centre + x, TLane.WhereLess(colour, half, relaxed, centre));
            previous = centre;
            centre = next;
        }
    }
}

/// <summary>Adds a row's weighted defect in the matrix to a buffer.</summary>
internal unsafe struct MatrixDefectRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public MatrixRow Row;
    public ReactionRow Reaction;
    public float Weight;
    public float* Result;

    /// <summary>Columns of the largest change that a relaxation would make; null if not wanted.</summary>
    public float* LargestChange;

    /// <summary>Columns of the largest concentration.</summary>
    public float* Largest;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        MatrixRow row = Row;
        ReactionRow reaction = Reaction;
        TLane zero = TLane.Of(0f);
        TLane rowLoss = TLane.Of(row.Loss);
        TLane weight = TLane.Of(Weight);
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane loss = TMemory.Load(reaction.Loss + x) + rowLoss;
            TLane outflow = row.Outflow<TLane, TMemory>(
                x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), loss);
            if (TUptake.IsSaturable)
            {
                outflow = Saturation.Uptake(
                    centre, TMemory.Load(reaction.Maximum + x), TLane.Of(reaction.HalfSaturation), outflow);
            }

            TLane defect = Relaxation.Defect(TMemory.Load(reaction.Source + x), outflow);
            TMemory.Store(Result + x, TLane.Fma(weight, defect, TMemory.Load(Result + x)));
            if (LargestChange is not null)
            {
                // A closed voxel without loss has no diagonal: no relaxation could change it.
                TLane diagonal = row.Diagonal<TLane, TMemory>(x, loss);
                TLane change = TLane.Max(defect, zero - defect) / diagonal;
                Sums.KeepLarger<TLane, TMemory>(LargestChange, x, TLane.WhereLess(zero, diagonal, change, zero));
                Sums.KeepLarger<TLane, TMemory>(Largest, x, centre);
            }

            previous = centre;
            centre = next;
        }
    }
}
