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
internal unsafe struct RelaxRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public StencilRow Row;
    public ReactionRow Reaction;

    /// <summary>The first voxel that is relaxed, 0 or 1; then every second.</summary>
    public int First;

    public static int Pace => 2;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        if (TMemory.Width == 1)
            CoverSingly<TLane, TMemory>(from, to);
        else if (First == 0)
            CoverPairs<TLane, TMemory, FirstOfPairs>(from, to);
        else
            CoverPairs<TLane, TMemory, SecondOfPairs>(from, to);
    }

    private readonly void CoverSingly<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory, EveryVoxel> lanes = new(row);
        for (int x = from + First; x < to; x += 2)
        {
            TMemory.Store(row.Centre + x, Relaxed(
                row, lanes, Reaction, x, TMemory.Load(row.Centre + x), row.Before<TLane>(x), row.From<TLane, TMemory>(x + 1)));
        }
    }

    // The neighbours along the row are of the other colour, in the same and the adjoining pairs: they stay what they were.
    private readonly void CoverPairs<TLane, TMemory, TColour>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TColour : struct, IPlaces
    {
        StencilRow row = Row;
        ReactionRow reaction = Reaction;
        StencilLanes<TLane, TMemory, TColour> lanes = new(row);
        int stride = 2 * TMemory.Width;
        TLane beyond = TLane.Of(row.AfterLast);
        TLane previousSeconds = row.Before<TLane>(from);
        TLane firsts = TMemory.LoadFirsts(row.Centre + from);
        for (int x = from; x < to; x += stride)
        {
            TLane seconds = TMemory.LoadSeconds(row.Centre + x);
            if (TColour.AreSeconds)
            {
                TLane nextFirsts = x + stride < row.Count ? TMemory.LoadFirsts(row.Centre + x + stride) : beyond;
                TLane relaxed = Relaxed(
                    row, lanes, reaction, x, seconds, firsts, TMemory.UpperFirsts(firsts, nextFirsts));
                TMemory.StorePairs(row.Centre + x, firsts, relaxed);
                firsts = nextFirsts;
            }
            else
            {
                firsts = TMemory.LoadFirsts(row.Centre + x);
                TLane relaxed = Relaxed(
                    row, lanes, reaction, x, firsts, TMemory.LowerSeconds(previousSeconds, seconds), seconds);
                TMemory.StorePairs(row.Centre + x, relaxed, seconds);
                previousSeconds = seconds;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Relaxed<TLane, TMemory, TColour>(
        in StencilRow row, in StencilLanes<TLane, TMemory, TColour> lanes, in ReactionRow reaction,
        int x, TLane centre, TLane west, TLane east)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TColour : struct, IPlaces
    {
        RowCouplings<TLane> couplings = lanes.Couplings(row, x);
        TLane loss = TColour.Load<TLane, TMemory>(reaction.Loss + x) + couplings.Loss;
        TLane outflow = lanes.Outflow(row, x, centre, west, east, couplings, loss);
        TLane diagonal = loss + couplings.ToNeighbours;
        if (TUptake.IsSaturable)
        {
            Saturation.Linearise(
                centre, TColour.Load<TLane, TMemory>(reaction.Maximum + x), TLane.Of(reaction.HalfSaturation),
                ref outflow, ref diagonal);
        }

        TLane source = TColour.Load<TLane, TMemory>(reaction.Source + x);
        TLane relaxed = Relaxation.Relax(centre, Relaxation.Defect(source, outflow), diagonal);
        return TUptake.IsConcentration ? Clipping.Positive(relaxed) : relaxed;
    }
}

/// <summary>Adds a row's weighted defect to a buffer.</summary>
internal unsafe struct DefectRow<TUptake> : IRowSweep
    where TUptake : struct, IUptake
{
    public StencilRow Row;
    public ReactionRow Reaction;
    public float Weight;
    public float* Result;

    /// <summary>Columns of the largest change that a relaxation would make to a concentration.</summary>
    public float* LargestChange;

    /// <summary>Columns of the largest concentration.</summary>
    public float* Largest;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilRow row = Row;
        ReactionRow reaction = Reaction;
        float* result = Result;
        StencilLanes<TLane, TMemory, EveryVoxel> lanes = new(row);
        NeighbourLanes<TLane, TMemory> here = new(row, from);
        TLane weight = TLane.Of(Weight);
        TLane largestChange = TLane.Of(0f);
        TLane largest = TLane.Of(0f);
        for (int x = from; x < to; x += TMemory.Width)
        {
            here.MoveTo(row, x);
            RowCouplings<TLane> couplings = lanes.Couplings(row, x);
            TLane loss = TMemory.Load(reaction.Loss + x) + couplings.Loss;
            TLane outflow = lanes.Outflow(row, x, here.Centre, here.West, here.East, couplings, loss);
            if (TUptake.IsSaturable)
            {
                outflow = Saturation.Uptake(
                    here.Centre, TMemory.Load(reaction.Maximum + x), TLane.Of(reaction.HalfSaturation), outflow);
            }

            TLane defect = Relaxation.Defect(TMemory.Load(reaction.Source + x), outflow);
            TMemory.Store(result + x, TLane.Fma(weight, defect, TMemory.Load(result + x)));
            if (TUptake.IsConcentration)
            {
                TLane magnitude = TLane.Max(defect, TLane.Of(0f) - defect);
                largestChange = TLane.Max(magnitude / (loss + couplings.ToNeighbours), largestChange);
                largest = TLane.Max(here.Centre, largest);
            }
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
