using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sums of a row after an implicit step: what there is, what left, and what the solver left unmatched.</summary>
/// <remarks>
/// Pinned voxels are kept apart: what they exchange is the small difference of two large numbers, of which single precision
/// keeps little, so it is taken from what the free voxels received.
/// </remarks>
internal unsafe struct ClosingRow<TUptake, TPinning> : IRowSweep
    where TUptake : struct, IUptake
    where TPinning : struct, IPinning
{
    public StencilRow Row;
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
        StencilRow row = Row;
        ReactionRow reaction = Reaction;
        float* columns = Columns;
        StencilLanes<TLane, TMemory, EveryVoxel> lanes = new(row);
        NeighbourLanes<TLane, TMemory> here = new(row, from);
        TLane zero = TLane.Of(0f);
        TLane decay = TLane.Of(Decay);
        TLane pinning = TLane.Of(PinningLoss);
        for (int x = from; x < to; x += TMemory.Width)
        {
            here.MoveTo(row, x);
            TLane mapped = TMemory.Load(reaction.Loss + x);
            RowCouplings<TLane> couplings = lanes.Couplings(row, x);
            TLane loss = WhereFree(pinning, mapped, mapped + couplings.Loss);
            TLane outflow = lanes.Outflow(row, x, here.Centre, here.West, here.East, couplings, loss);
            if (TPinning.Occurs)
            {
                TLane fromNeighbours = TLane.Fma(couplings.ToNeighbours, here.Centre, zero - outflow);
                Sums.Add<TLane, TMemory>(
                    Sums.Column(columns, ClosingSums.PinnedNeighbours), x,
                    TLane.WhereLess(pinning, mapped, fromNeighbours, zero));
                Sums.Add<TLane, TMemory>(
                    Sums.Column(columns, ClosingSums.PresentFree), x, WhereFree(pinning, mapped, here.Centre));
            }

            if (TUptake.IsSaturable)
            {
                TLane uptake = zero;
                TLane slope = zero;
                Saturation.Linearise(
                    here.Centre, TMemory.Load(reaction.Maximum + x), TLane.Of(reaction.HalfSaturation), ref uptake, ref slope);
                uptake = WhereFree(pinning, mapped, uptake);
                outflow += uptake;
                Sums.Add<TLane, TMemory>(Sums.Column(columns, ClosingSums.Saturable), x, uptake);
                Sums.Add<TLane, TMemory>(Sums.Column(columns, ClosingSums.SaturableSlope), x, slope * here.Centre);
            }

            TLane defect = Relaxation.Defect(TMemory.Load(reaction.Source + x), outflow);
            TLane taken = (mapped + decay) * here.Centre;
            Sums.Add<TLane, TMemory>(Sums.Column(columns, ClosingSums.Present), x, here.Centre);
            Sums.Add<TLane, TMemory>(Sums.Column(columns, ClosingSums.Taken), x, WhereFree(pinning, mapped, taken));
            Sums.Add<TLane, TMemory>(Sums.Column(columns, ClosingSums.Defect), x, WhereFree(pinning, mapped, defect));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane WhereFree<TLane>(TLane pinning, TLane mapped, TLane value)
        where TLane : struct, ILane<TLane>
        => TPinning.Occurs ? TLane.WhereLess(pinning, mapped, TLane.Of(0f), value) : value;
}

/// <summary>Scales the free voxels of a row and sums all.</summary>
internal unsafe struct ScaleRow : IRowSweep
{
    public float* Concentration;
    public float* Loss;
    public float PinningLoss;

    /// <summary>The factor less one.</summary>
    public float Excess;

    /// <summary>Columns of the sum of what there is.</summary>
    public float* Column;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane excess = TLane.Of(Excess);
        TLane pinning = TLane.Of(PinningLoss);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane concentration = TMemory.Load(Concentration + x);
            TLane scaled = TLane.WhereLess(
                pinning, TMemory.Load(Loss + x), concentration, TLane.Fma(excess, concentration, concentration));
            TMemory.Store(Concentration + x, scaled);
            Sums.Add<TLane, TMemory>(Column, x, scaled);
        }
    }
}
