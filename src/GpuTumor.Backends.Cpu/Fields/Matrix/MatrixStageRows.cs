using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>One stage on a row in the matrix, zero in pinned voxels; sums what u loses.</summary>
internal unsafe struct MatrixStageRow : IRowSweep
{
    public MatrixRow Row;
    public float* Loss;
    public float* Former;
    public float* Gain;
    public float* Result;

    /// <summary>Decay [1/s].</summary>
    public float Decay;
    public StageCoefficients Coefficients;

    /// <summary>Columns of <see cref="StageSums"/>.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        MatrixRow row = Row;
        TLane zero = TLane.Of(0f);
        TLane minusStep = TLane.Of(-Coefficients.Step);
        TLane ofPresent = TLane.Of(Coefficients.OfPresent);
        TLane ofFormer = TLane.Of(Coefficients.OfFormer);
        TLane ofGain = TLane.Of(Coefficients.OfGain);
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane mapped = TMemory.Load(Loss + x);
            TLane own = TLane.WhereLess(mapped, zero, zero, mapped + TLane.Of(Decay));
            TLane outflow = row.Outflow<TLane, TMemory>(
                x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), own);
            TLane gain = TMemory.Load(Gain + x);
            TLane result = Stage.Next(
                outflow, centre, TMemory.Load(Former + x), gain, minusStep, ofPresent, ofFormer, ofGain);
            TMemory.Store(Result + x, TLane.WhereLess(mapped, zero, zero, result));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, StageSums.Taken), x, own * centre);
            Sums.Add<TLane, TMemory>(
                Sums.Column(Columns, StageSums.IntoPinned), x, TLane.WhereLess(mapped, zero, gain - outflow, zero));
            previous = centre;
            centre = next;
        }
    }
}

/// <summary>One substep of forward Euler on a row in the matrix; sums what u loses.</summary>
internal unsafe struct MatrixEulerRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public MatrixRow Row;
    public ReactionRow Reaction;
    public float* Result;

    /// <summary>Decay [1/s].</summary>
    public float Decay;

    /// <summary>The substep [s].</summary>
    public float Step;

    /// <summary>Columns of <see cref="StageSums"/>.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        MatrixRow row = Row;
        TLane zero = TLane.Of(0f);
        TLane step = TLane.Of(Step);
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane mapped = TMemory.Load(Reaction.Loss + x);
            TLane own = TLane.WhereLess(mapped, zero, zero, mapped + TLane.Of(Decay));
            TLane outflow = row.Outflow<TLane, TMemory>(
                x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), own);
            TLane taken = own * centre;
            if (TUptake.IsSaturable)
            {
                TLane maximum = TLane.WhereLess(mapped, zero, zero, TMemory.Load(Reaction.Maximum + x));
                TLane half = TLane.Of(Reaction.HalfSaturation);
                outflow = Saturation.Uptake(centre, maximum, half, outflow);
                taken = Saturation.Uptake(centre, maximum, half, taken);
            }

            TLane gain = TMemory.Load(Reaction.Source + x);
            TLane result = Stage.Euler(outflow, centre, gain, step);
            TMemory.Store(Result + x, TLane.WhereLess(mapped, zero, centre, result));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, StageSums.Taken), x, taken);
            Sums.Add<TLane, TMemory>(
                Sums.Column(Columns, StageSums.IntoPinned), x, TLane.WhereLess(mapped, zero, gain - outflow, zero));
            previous = centre;
            centre = next;
        }
    }
}
