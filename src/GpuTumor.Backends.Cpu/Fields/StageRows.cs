using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Prepares a row for explicit stages: pins voxels that lose faster than diffusion brings.</summary>
/// <remarks>A pinned voxel takes the value of its source over its loss at once and keeps it; its loss is marked negative.</remarks>
internal unsafe struct PinningRow : IRowSweep
{
    public const int Before = 0;
    public const int Given = 1;
    public const int Pinned = 2;
    public const int LargestLoss = 3;
    public const int LargestUptake = 4;
    public const int Quantities = 5;

    public float* Concentration;
    public float* Loss;
    public float* Gain;

    /// <summary>Largest saturable uptake; null if there is none.</summary>
    public float* Maximum;

    /// <summary>Gain from held y and z faces [field unit/s].</summary>
    public float FaceGain;
    public float PinningLoss;
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane zero = TLane.Of(0f);
        TLane pinning = TLane.Of(PinningLoss);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane before = TMemory.Load(Concentration + x);
            TLane loss = TMemory.Load(Loss + x);
            TLane gain = TMemory.Load(Gain + x);
            TLane pinned = TLane.WhereLess(pinning, loss, gain / TLane.Max(loss, pinning), before);
            TMemory.Store(Concentration + x, pinned);
            TMemory.Store(Loss + x, TLane.WhereLess(pinning, loss, TLane.Of(-1f), loss));
            TMemory.Store(Gain + x, TLane.WhereLess(pinning, loss, zero, gain) + TLane.Of(FaceGain));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Before), x, before);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Given), x, TLane.WhereLess(pinning, loss, zero, gain));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Pinned), x, pinned - before);
            Sums.KeepLarger<TLane, TMemory>(
                Sums.Column(Columns, LargestLoss), x, TLane.WhereLess(pinning, loss, zero, loss));
            if (Maximum is not null)
                Sums.KeepLarger<TLane, TMemory>(Sums.Column(Columns, LargestUptake), x, TMemory.Load(Maximum + x));
        }
    }
}

/// <summary>One stage on a row: a·L(u) + b·u + c·v + d·g, zero in pinned voxels; sums what u loses.</summary>
internal unsafe struct StageRow : IStencilSweep
{
    public StencilRow Row;
    public float* Loss;
    public float* Former;
    public float* Gain;
    public float* Result;

    /// <summary>Decay [1/s].</summary>
    public float Decay;
    public StageCoefficients Coefficients;

    /// <summary>Columns of <see cref="StageSums"/>.</summary>
    public float* Columns;

    public static bool IsOfPairs => false;

    readonly StencilRow IStencilSweep.Row => Row;

    public readonly void Cover<TLane, TMemory, TCouplings>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory, TCouplings> lanes = new(row);
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
            TLane outflow = lanes.Outflow<EveryVoxel>(
                row, x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), own + lanes.Loss<EveryVoxel>(row, x));
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

/// <summary>One substep of forward Euler on a row; sums what u loses.</summary>
internal unsafe struct EulerRow<TUptake> : IStencilSweep
    where TUptake : struct, IUptake
{
    public StencilRow Row;
    public ReactionRow Reaction;
    public float* Result;

    /// <summary>Decay [1/s].</summary>
    public float Decay;

    /// <summary>h [s].</summary>
    public float Step;
    public float* Columns;

    public static bool IsOfPairs => false;

    readonly StencilRow IStencilSweep.Row => Row;

    public readonly void Cover<TLane, TMemory, TCouplings>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory, TCouplings> lanes = new(row);
        TLane zero = TLane.Of(0f);
        TLane step = TLane.Of(Step);
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane mapped = TMemory.Load(Reaction.Loss + x);
            TLane own = TLane.WhereLess(mapped, zero, zero, mapped + TLane.Of(Decay));
            TLane outflow = lanes.Outflow<EveryVoxel>(
                row, x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), own + lanes.Loss<EveryVoxel>(row, x));
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

/// <summary>Starts a Clenshaw recurrence on a row: the first vector, and zero before it.</summary>
internal unsafe struct SeedRow : IRowSweep
{
    public float* Gain;
    public float* First;
    public float* BeforeFirst;
    public float Coefficient;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TMemory.Store(First + x, TLane.Of(Coefficient) * TMemory.Load(Gain + x));
            TMemory.Store(BeforeFirst + x, TLane.Of(0f));
        }
    }
}

/// <summary>Adds a row's increment, if there is one, lifts undershoots and sums.</summary>
internal unsafe struct ClipRow : IRowSweep
{
    public float* Concentration;
    public float* Increment;
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane raw = TMemory.Load(Concentration + x);
            if (Increment is not null)
                raw += TMemory.Load(Increment + x);
            TLane concentration = Clipping.Positive(raw);
            TMemory.Store(Concentration + x, concentration);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, StageSums.Present), x, concentration);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, StageSums.Clipped), x, concentration - raw);
        }
    }
}

/// <summary>The quantities summed in explicit stages.</summary>
internal static class StageSums
{
    /// <summary>First-order loss and uptake.</summary>
    public const int Taken = 0;

    /// <summary>Diffusion into pinned voxels.</summary>
    public const int IntoPinned = 1;

    /// <summary>What there is.</summary>
    public const int Present = 2;

    /// <summary>What clipping added.</summary>
    public const int Clipped = 3;

    /// <summary>Loss through held faces: the first of six.</summary>
    public const int ToFaces = 4;

    /// <summary>How many.</summary>
    public const int Quantities = 10;
}
