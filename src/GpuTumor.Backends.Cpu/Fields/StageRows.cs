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

/// <summary>One stage on a row: a·L(u) + b·u + c·v + d·g, zero in pinned voxels; sums what u loses.</summary>
internal unsafe struct StageRow<TPinning> : IRowSweep
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

    /// <summary>Columns of <see cref="StageSums"/>.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory, EveryVoxel> lanes = new(row);
        NeighbourLanes<TLane, TMemory> here = new(row, from);
        float* lossMap = Loss;
        float* formerMap = Former;
        float* gainMap = Gain;
        float* resultMap = Result;
        float* takenColumns = Sums.Column(Columns, StageSums.Taken);
        float* pinnedColumns = Sums.Column(Columns, StageSums.IntoPinned);
        TLane zero = TLane.Of(0f);
        TLane decay = TLane.Of(Decay);
        TLane minusStep = TLane.Of(-Coefficients.Step);
        TLane ofPresent = TLane.Of(Coefficients.OfPresent);
        TLane ofFormer = TLane.Of(Coefficients.OfFormer);
        TLane ofGain = TLane.Of(Coefficients.OfGain);
        for (int x = from; x < to; x += TMemory.Width)
        {
            here.MoveTo(row, x);
            TLane mapped = TMemory.Load(lossMap + x);
            TLane own = mapped + decay;
            if (TPinning.Occurs)
                own = TLane.WhereLess(mapped, zero, zero, own);
            RowCouplings<TLane> couplings = lanes.Couplings(row, x);
            TLane outflow = lanes.Outflow(row, x, here.Centre, here.West, here.East, couplings, own + couplings.Loss);
            TLane gain = TMemory.Load(gainMap + x);
            TLane result = Stage.Next(
                outflow, here.Centre, TMemory.Load(formerMap + x), gain, minusStep, ofPresent, ofFormer, ofGain);
            if (TPinning.Occurs)
            {
                result = TLane.WhereLess(mapped, zero, zero, result);
                Sums.Add<TLane, TMemory>(pinnedColumns, x, TLane.WhereLess(mapped, zero, gain - outflow, zero));
            }

            TMemory.Store(resultMap + x, result);
            Sums.Add<TLane, TMemory>(takenColumns, x, own * here.Centre);
        }
    }
}

/// <summary>One substep of forward Euler on a row; sums what u loses.</summary>
internal unsafe struct EulerRow<TUptake, TPinning> : IRowSweep
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

    /// <summary>Columns of <see cref="StageSums"/>.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilRow row = Row;
        ReactionRow reaction = Reaction;
        StencilLanes<TLane, TMemory, EveryVoxel> lanes = new(row);
        NeighbourLanes<TLane, TMemory> here = new(row, from);
        float* resultMap = Result;
        float* takenColumns = Sums.Column(Columns, StageSums.Taken);
        float* pinnedColumns = Sums.Column(Columns, StageSums.IntoPinned);
        TLane zero = TLane.Of(0f);
        TLane decay = TLane.Of(Decay);
        TLane step = TLane.Of(Step);
        for (int x = from; x < to; x += TMemory.Width)
        {
            here.MoveTo(row, x);
            TLane mapped = TMemory.Load(reaction.Loss + x);
            TLane own = mapped + decay;
            if (TPinning.Occurs)
                own = TLane.WhereLess(mapped, zero, zero, own);
            RowCouplings<TLane> couplings = lanes.Couplings(row, x);
            TLane outflow = lanes.Outflow(row, x, here.Centre, here.West, here.East, couplings, own + couplings.Loss);
            TLane taken = own * here.Centre;
            if (TUptake.IsSaturable)
            {
                TLane maximum = TLane.WhereLess(mapped, zero, zero, TMemory.Load(reaction.Maximum + x));
                TLane half = TLane.Of(reaction.HalfSaturation);
                outflow = Saturation.Uptake(here.Centre, maximum, half, outflow);
                taken = Saturation.Uptake(here.Centre, maximum, half, taken);
            }

            TLane gain = TMemory.Load(reaction.Source + x);
            TLane result = Stage.Euler(outflow, here.Centre, gain, step);
            if (TPinning.Occurs)
            {
                result = TLane.WhereLess(mapped, zero, here.Centre, result);
                Sums.Add<TLane, TMemory>(pinnedColumns, x, TLane.WhereLess(mapped, zero, gain - outflow, zero));
            }

            TMemory.Store(resultMap + x, result);
            Sums.Add<TLane, TMemory>(takenColumns, x, taken);
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
