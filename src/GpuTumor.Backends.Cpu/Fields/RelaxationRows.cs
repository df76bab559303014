using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>What the unknown of an equation is, and what takes it up; known to the compiler.</summary>
internal interface IUptake
{
    /// <summary>Whether there is Michaelis–Menten uptake beside the first-order loss.</summary>
    static abstract bool IsSaturable { get; }

    /// <summary>Whether the unknown is a concentration, which is never negative, or a correction to one.</summary>
    static abstract bool IsConcentration { get; }
}

/// <summary>A correction, on a coarse lattice.</summary>
internal readonly struct Correction : IUptake
{
    public static bool IsSaturable => false;

    public static bool IsConcentration => false;
}

/// <summary>A concentration with first-order loss only.</summary>
internal readonly struct LinearUptake : IUptake
{
    public static bool IsSaturable => false;

    public static bool IsConcentration => true;
}

/// <summary>A concentration with Michaelis–Menten uptake.</summary>
internal readonly struct MichaelisMentenUptake : IUptake
{
    public static bool IsSaturable => true;

    public static bool IsConcentration => true;
}

/// <summary>The maps of one row that a relaxation reads.</summary>
internal unsafe struct ReactionRow
{
    /// <summary>First-order loss [1/s].</summary>
    public float* Loss;

    /// <summary>Source [field unit/s].</summary>
    public float* Source;

    /// <summary>Largest saturable uptake [field unit/s].</summary>
    public float* Maximum;

    /// <summary>Half-saturation [field unit].</summary>
    public float HalfSaturation;

    /// <summary>Moves on by some voxels.</summary>
    public void Advance(int voxels)
    {
        Loss += voxels;
        Source += voxels;
        if (Maximum is not null)
            Maximum += voxels;
    }
}

/// <summary>Relaxes one colour of a row's voxels.</summary>
internal unsafe struct RelaxRow<TUptake> : IStencilSweep
    where TUptake : struct, IUptake
{
    public StencilRow Row;
    public ReactionRow Reaction;

    /// <summary>The first voxel that is relaxed, 0 or 1; then every second.</summary>
    public int First;

    public static bool IsOfPairs => true;

    readonly StencilRow IStencilSweep.Row => Row;

    public readonly void Cover<TLane, TMemory, TCouplings>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings
    {
        if (TMemory.Width == 1)
            CoverSingly<TLane, TMemory, TCouplings>(from, to);
        else if (First == 0)
            CoverPairs<TLane, TMemory, TCouplings, FirstOfPairs>(from, to);
        else
            CoverPairs<TLane, TMemory, TCouplings, SecondOfPairs>(from, to);
    }

    private readonly void CoverSingly<TLane, TMemory, TCouplings>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory, TCouplings> lanes = new(row);
        for (int x = from + First; x < to; x += 2)
        {
            TLane relaxed = Relaxed<TLane, TMemory, TCouplings, EveryVoxel>(
                row, lanes, x, TMemory.Load(row.Centre + x), row.Before<TLane>(x), row.From<TLane, TMemory>(x + 1));
            TMemory.Store(row.Centre + x, relaxed);
        }
    }

    // The neighbours along the row are of the other colour, in the same and the adjoining pairs: they stay what they were.
    private readonly void CoverPairs<TLane, TMemory, TCouplings, TColour>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings
        where TColour : struct, IPlaces
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory, TCouplings> lanes = new(row);
        int stride = 2 * TMemory.Width;
        TLane previousSeconds = row.Before<TLane>(from);
        TLane firsts = TMemory.LoadFirsts(row.Centre + from);
        for (int x = from; x < to; x += stride)
        {
            TLane seconds = TMemory.LoadSeconds(row.Centre + x);
            if (TColour.AreSeconds)
            {
                TLane nextFirsts = x + stride < row.Count
                    ? TMemory.LoadFirsts(row.Centre + x + stride) : TLane.Of(row.AfterLast);
                TLane relaxed = Relaxed<TLane, TMemory, TCouplings, TColour>(
                    row, lanes, x, seconds, firsts, TMemory.UpperFirsts(firsts, nextFirsts));
                TMemory.StorePairs(row.Centre + x, firsts, relaxed);
                firsts = nextFirsts;
            }
            else
            {
                firsts = TMemory.LoadFirsts(row.Centre + x);
                TLane relaxed = Relaxed<TLane, TMemory, TCouplings, TColour>(
                    row, lanes, x, firsts, TMemory.LowerSeconds(previousSeconds, seconds), seconds);
                TMemory.StorePairs(row.Centre + x, relaxed, seconds);
                previousSeconds = seconds;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TLane Relaxed<TLane, TMemory, TCouplings, TColour>(
        in StencilRow row, in StencilLanes<TLane, TMemory, TCouplings> lanes, int x, TLane centre, TLane west, TLane east)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings
        where TColour : struct, IPlaces
    {
        TLane loss = TColour.Load<TLane, TMemory>(Reaction.Loss + x) + lanes.Loss<TColour>(row, x);
        TLane outflow = lanes.Outflow<TColour>(row, x, centre, west, east, loss);
        TLane diagonal = loss + lanes.ToNeighbours<TColour>(row, x);
        if (TUptake.IsSaturable)
        {
            Saturation.Linearise(
                centre, TColour.Load<TLane, TMemory>(Reaction.Maximum + x), TLane.Of(Reaction.HalfSaturation),
                ref outflow, ref diagonal);
        }

        TLane source = TColour.Load<TLane, TMemory>(Reaction.Source + x);
        TLane relaxed = Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal);
        return TUptake.IsConcentration ? Clipping.Positive(relaxed) : relaxed;
    }
}

/// <summary>Adds a row's weighted defect to a buffer.</summary>
internal unsafe struct DefectRow<TUptake> : IStencilSweep
    where TUptake : struct, IUptake
{
    public StencilRow Row;
    public ReactionRow Reaction;
    public float Weight;
    public float* Result;

    /// <summary>Columns of the largest change that a relaxation would make; null if not wanted.</summary>
    public float* LargestChange;

    /// <summary>Columns of the largest concentration.</summary>
    public float* Largest;

    public static bool IsOfPairs => false;

    readonly StencilRow IStencilSweep.Row => Row;

    public readonly void Cover<TLane, TMemory, TCouplings>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory, TCouplings> lanes = new(row);
        ReactionRow reaction = Reaction;
        TLane weight = TLane.Of(Weight);
        TLane largestChange = TLane.Of(0f);
        TLane largest = TLane.Of(0f);
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane loss = TMemory.Load(reaction.Loss + x) + lanes.Loss<EveryVoxel>(row, x);
            TLane outflow = lanes.Outflow<EveryVoxel>(
                row, x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), loss);
            if (TUptake.IsSaturable)
            {
                outflow = Saturation.Uptake(
                    centre, TMemory.Load(reaction.Maximum + x), TLane.Of(reaction.HalfSaturation), outflow);
            }

            TLane defect = Relaxation.Defect(TMemory.Load(reaction.Source + x), outflow);
            TMemory.Store(Result + x, TLane.Fma(weight, defect, TMemory.Load(Result + x)));
            if (TUptake.IsConcentration)
            {
                TLane magnitude = TLane.Max(defect, TLane.Of(0f) - defect);
                largestChange = TLane.Max(magnitude / (loss + lanes.ToNeighbours<EveryVoxel>(row, x)), largestChange);
                largest = TLane.Max(centre, largest);
            }

            previous = centre;
            centre = next;
        }

        if (TUptake.IsConcentration)
        {
            Sums.KeepLarger<TLane, TMemory>(LargestChange, from, largestChange);
            Sums.KeepLarger<TLane, TMemory>(Largest, from, largest);
        }
    }
}

/// <summary>Adds a row's weighted loss, with the slope of its saturable uptake, to a buffer.</summary>
internal unsafe struct LossRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public float* Concentration;
    public ReactionRow Reaction;
    public float Weight;
    public float* Result;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane weight = TLane.Of(Weight);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane loss = TMemory.Load(Reaction.Loss + x);
            if (TUptake.IsSaturable)
            {
                TLane uptake = loss;
                Saturation.Linearise(
                    TMemory.Load(Concentration + x), TMemory.Load(Reaction.Maximum + x), TLane.Of(Reaction.HalfSaturation),
                    ref uptake, ref loss);
            }

            TMemory.Store(Result + x, TLane.Fma(weight, loss, TMemory.Load(Result + x)));
        }
    }
}
