using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sums of a row in the matrix after an implicit step; see <see cref="ClosingRow{TUptake, TPinning}"/>.</summary>
internal unsafe struct MatrixClosingRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public MatrixRow Row;
    public ReactionRow Reaction;

    /// <summary>Decay [1/s].</summary>
    public float Decay;
    public float PinningLoss;

    /// <summary>Columns of <see cref="ClosingSums"/>.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        MatrixRow row = Row;
        TLane rowLoss = TLane.Of(row.Loss);
        TLane zero = TLane.Of(0f);
        TLane pinning = TLane.Of(PinningLoss);
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane mapped = TMemory.Load(Reaction.Loss + x);
            TLane loss = TLane.WhereLess(pinning, mapped, zero, mapped + rowLoss);
            TLane outflow = row.Outflow<TLane, TMemory>(
                x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), loss);
            TLane fromNeighbours = TLane.Fma(row.Diagonal<TLane, TMemory>(x, zero), centre, zero - outflow);
            Sums.Add<TLane, TMemory>(
                Sums.Column(Columns, ClosingSums.PinnedNeighbours), x, TLane.WhereLess(pinning, mapped, fromNeighbours, zero));
            if (TUptake.IsSaturable)
            {
                TLane uptake = zero;
                TLane slope = zero;
                Saturation.Linearise(
                    centre, TMemory.Load(Reaction.Maximum + x), TLane.Of(Reaction.HalfSaturation), ref uptake, ref slope);
                uptake = TLane.WhereLess(pinning, mapped, zero, uptake);
                outflow += uptake;
                Sums.Add<TLane, TMemory>(Sums.Column(Columns, ClosingSums.Saturable), x, uptake);
                Sums.Add<TLane, TMemory>(Sums.Column(Columns, ClosingSums.SaturableSlope), x, slope * centre);
            }

            TLane defect = Relaxation.Defect(TMemory.Load(Reaction.Source + x), outflow);
            TLane taken = (mapped + TLane.Of(Decay)) * centre;
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, ClosingSums.Present), x, centre);
            Sums.Add<TLane, TMemory>(
                Sums.Column(Columns, ClosingSums.PresentFree), x, TLane.WhereLess(pinning, mapped, zero, centre));
            Sums.Add<TLane, TMemory>(
                Sums.Column(Columns, ClosingSums.Taken), x, TLane.WhereLess(pinning, mapped, zero, taken));
            Sums.Add<TLane, TMemory>(
                Sums.Column(Columns, ClosingSums.Defect), x, TLane.WhereLess(pinning, mapped, zero, defect));
            previous = centre;
            centre = next;
        }
    }
}
