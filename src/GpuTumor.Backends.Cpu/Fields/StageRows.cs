using System.Runtime.CompilerServices;
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
    public const int AnyPinned = 5;
    public const int Quantities = 6;

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
            Sums.KeepLarger<TLane, TMemory>(
                Sums.Column(Columns, AnyPinned), x, TLane.WhereLess(pinning, loss, TLane.Of(1f), zero));
            if (Maximum is not null)
                Sums.KeepLarger<TLane, TMemory>(Sums.Column(Columns, LargestUptake), x, TMemory.Load(Maximum + x));
        }
    }
}

/// <summary>Whether any voxel of a field is pinned; known to the compiler.</summary>
internal interface IPinning
{
    /// <summary>Whether a mapped loss may be negative, which marks a pinned voxel.</summary>
    static abstract bool Occurs { get; }
}

/// <summary>No voxel is pinned.</summary>
internal readonly struct NonePinned : IPinning
{
    public static bool Occurs => false;
}

/// <summary>Some voxels are pinned.</summary>
internal readonly struct SomePinned : IPinning
{
    public static bool Occurs => true;
}

/// <summary>One stage on rows: a·L(u) + b·u + c·v + d·g, zero in pinned voxels; sums what u loses.</summary>
internal unsafe struct StageRow<TPinning> : IRowsSweep
    where TPinning : struct, IPinning
{
    public StencilRow Row;
    public float* Loss;
    public float* Former;
    public float* Gain;
    public float* Result;

    /// <summary>Decay [1/s].</summary>
    public float Decay;
    public StageCoefficients Coefficients;

    /// <summary>Columns of <see cref="StageSums"/>, row by row.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => Cover<TLane, TMemory, GivenEnds>(0, from, to, Columns, new(Row), new(Decay, Coefficients));

    public readonly void CoverRows<TLane, TMemory>(int rows)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilLanes<TLane, TMemory, EveryVoxel> lanes = new(Row);
        StageLanes<TLane> stage = new(Decay, Coefficients);
        for (int i = 0; i < rows; i++)
        {
            float* columns = Columns + (i * StageSums.Quantities * Sums.Columns);
            Cover<TLane, TMemory, RowsBeyond>((long)i * Row.Count, 0, Row.Count, columns, lanes, stage);
        }
    }

    // Voxels are counted from the first of all rows, so that every map but the couplings stays where it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Cover<TLane, TMemory, TEnds>(
        long first, int from, int to, float* columns, in StencilLanes<TLane, TMemory, EveryVoxel> lanes, in StageLanes<TLane> stage)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TEnds : struct, IRowEnds
    {
        StencilRow row = Row;
        row.CountFrom(first);
        float* lossMap = Loss;
        float* formerMap = Former;
        float* gainMap = Gain;
        float* resultMap = Result;
        float* pinnedColumns = Sums.Column(columns, StageSums.IntoPinned);
        RunningSum<TLane, TMemory> taken = new(Sums.Column(columns, StageSums.Taken), from);
        TLane zero = TLane.Of(0f);
        long end = first + to;
        for (long x = first + from; x < end; x += TMemory.Width)
        {
            TLane centre = TMemory.Load(row.Centre + x);
            TLane mapped = TMemory.Load(lossMap + x);
            TLane own = mapped + stage.Decay;
            if (TPinning.Occurs)
                own = TLane.WhereLess(mapped, zero, zero, own);
            RowCouplings<TLane> couplings = lanes.Mapped<TEnds>(row, x);
            TLane west = row.West<TLane, TMemory, TEnds>(x, centre);
            TLane east = row.East<TLane, TMemory, TEnds>(x, centre);
            TLane outflow = lanes.Outflow(row, x, centre, west, east, couplings, own + couplings.Loss);
            TLane gain = TMemory.Load(gainMap + x);
            TLane result = Stage.Next(
                outflow, centre, TMemory.Load(formerMap + x), gain, stage.MinusStep, stage.OfPresent, stage.OfFormer, stage.OfGain);
            if (TPinning.Occurs)
            {
                result = TLane.WhereLess(mapped, zero, zero, result);
                Sums.Add<TLane, TMemory>(pinnedColumns, (int)(x - first), TLane.WhereLess(mapped, zero, gain - outflow, zero));
            }

            TMemory.Store(resultMap + x, result);
            taken.Add((int)(x - first), own * centre);
        }

        taken.Keep(to);
    }
}

/// <summary>The coefficients of a stage in lanes.</summary>
internal readonly struct StageLanes<TLane>(float decay, in StageCoefficients coefficients)
    where TLane : struct, ILane<TLane>
{
    public readonly TLane Decay = TLane.Of(decay);
    public readonly TLane MinusStep = TLane.Of(-coefficients.Step);
    public readonly TLane OfPresent = TLane.Of(coefficients.OfPresent);
    public readonly TLane OfFormer = TLane.Of(coefficients.OfFormer);
    public readonly TLane OfGain = TLane.Of(coefficients.OfGain);
}

/// <summary>One substep of forward Euler on rows; sums what u loses.</summary>
internal unsafe struct EulerRow<TUptake, TPinning> : IRowsSweep
    where TUptake : struct, IUptake
    where TPinning : struct, IPinning
{
    public StencilRow Row;
    public ReactionRow Reaction;
    public float* Result;

    /// <summary>Decay [1/s].</summary>
    public float Decay;

    /// <summary>h [s].</summary>
    public float Step;

    /// <summary>Columns of <see cref="StageSums"/>, row by row.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => Cover<TLane, TMemory, GivenEnds>(0, from, to, Columns, new(Row), TLane.Of(Decay), TLane.Of(Step));

    public readonly void CoverRows<TLane, TMemory>(int rows)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilLanes<TLane, TMemory, EveryVoxel> lanes = new(Row);
        TLane decay = TLane.Of(Decay);
        TLane step = TLane.Of(Step);
        for (int i = 0; i < rows; i++)
        {
            float* columns = Columns + (i * StageSums.Quantities * Sums.Columns);
            Cover<TLane, TMemory, RowsBeyond>((long)i * Row.Count, 0, Row.Count, columns, lanes, decay, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Cover<TLane, TMemory, TEnds>(
        long first, int from, int to, float* columns, in StencilLanes<TLane, TMemory, EveryVoxel> lanes, TLane decay, TLane step)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TEnds : struct, IRowEnds
    {
        StencilRow row = Row;
        row.CountFrom(first);
        ReactionRow reaction = Reaction;
        float* resultMap = Result;
        float* pinnedColumns = Sums.Column(columns, StageSums.IntoPinned);
        RunningSum<TLane, TMemory> sum = new(Sums.Column(columns, StageSums.Taken), from);
        TLane zero = TLane.Of(0f);
        long end = first + to;
        for (long x = first + from; x < end; x += TMemory.Width)
        {
            TLane centre = TMemory.Load(row.Centre + x);
            TLane mapped = TMemory.Load(reaction.Loss + x);
            TLane own = mapped + decay;
            if (TPinning.Occurs)
                own = TLane.WhereLess(mapped, zero, zero, own);
            RowCouplings<TLane> couplings = lanes.Mapped<TEnds>(row, x);
            TLane west = row.West<TLane, TMemory, TEnds>(x, centre);
            TLane east = row.East<TLane, TMemory, TEnds>(x, centre);
            TLane outflow = lanes.Outflow(row, x, centre, west, east, couplings, own + couplings.Loss);
            TLane taken = own * centre;
            if (TUptake.IsSaturable)
            {
                TLane maximum = TLane.WhereLess(mapped, zero, zero, TMemory.Load(reaction.Maximum + x));
                TLane half = TLane.Of(reaction.HalfSaturation);
                outflow = Saturation.Uptake(centre, maximum, half, outflow);
                taken = Saturation.Uptake(centre, maximum, half, taken);
            }

            TLane gain = TMemory.Load(reaction.Source + x);
            TLane result = Stage.Euler(outflow, centre, gain, step);
            if (TPinning.Occurs)
            {
                result = TLane.WhereLess(mapped, zero, centre, result);
                Sums.Add<TLane, TMemory>(pinnedColumns, (int)(x - first), TLane.WhereLess(mapped, zero, gain - outflow, zero));
            }

            TMemory.Store(resultMap + x, result);
            sum.Add((int)(x - first), taken);
        }

        sum.Keep(to);
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
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, ClipSums.Present), x, concentration);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, ClipSums.Clipped), x, concentration - raw);
        }
    }
}

/// <summary>The quantities summed in explicit stages, row by row.</summary>
internal static class StageSums
{
    /// <summary>First-order loss and uptake.</summary>
    public const int Taken = 0;

    /// <summary>Diffusion into pinned voxels.</summary>
    public const int IntoPinned = 1;

    /// <summary>How many.</summary>
    public const int Quantities = 2;
}

/// <summary>The quantities summed after explicit stages.</summary>
internal static class ClipSums
{
    /// <summary>What there is.</summary>
    public const int Present = 0;

    /// <summary>What clipping added.</summary>
    public const int Clipped = 1;

    /// <summary>How many.</summary>
    public const int Quantities = 2;
}
