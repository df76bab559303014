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

    /// <summary>Zeros and ones by turns: zero where a voxel is relaxed.</summary>
    public float* Checkerboard;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory> lanes = new(row);
        TLane rowLoss = TLane.Of(row.Loss);
        TLane across = TLane.Of(row.Across);
        ReactionRow reaction = Reaction;
        TLane half = TLane.Of(0.5f);
        TLane colour = TMemory.Load(Checkerboard + (from & 1));
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane loss = TMemory.Load(reaction.Loss + x) + (rowLoss + TMemory.Load(row.ToFace + x));
            TLane outflow = lanes.Outflow(
                row, x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), loss);
            TLane diagonal = loss + (across + TMemory.Load(row.ToBoth + x));
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

/// <summary>Adds a row's weighted defect to a buffer.</summary>
internal unsafe struct DefectRow<TUptake> : IRowSweep
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

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        StencilRow row = Row;
        StencilLanes<TLane, TMemory> lanes = new(row);
        TLane rowLoss = TLane.Of(row.Loss);
        TLane across = TLane.Of(row.Across);
        ReactionRow reaction = Reaction;
        TLane weight = TLane.Of(Weight);
        TLane previous = row.Before<TLane>(from);
        TLane centre = TMemory.Load(row.Centre + from);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = row.From<TLane, TMemory>(x + TMemory.Width);
            TLane loss = TMemory.Load(reaction.Loss + x) + (rowLoss + TMemory.Load(row.ToFace + x));
            TLane outflow = lanes.Outflow(
                row, x, centre, TMemory.Lower(previous, centre), TMemory.Upper(centre, next), loss);
            if (TUptake.IsSaturable)
            {
                outflow = Saturation.Uptake(
                    centre, TMemory.Load(reaction.Maximum + x), TLane.Of(reaction.HalfSaturation), outflow);
            }

            TLane defect = Relaxation.Defect(TMemory.Load(reaction.Source + x), outflow);
            TMemory.Store(Result + x, TLane.Fma(weight, defect, TMemory.Load(Result + x)));
            if (LargestChange is not null)
            {
                TLane magnitude = TLane.Max(defect, TLane.Of(0f) - defect);
                Sums.KeepLarger<TLane, TMemory>(LargestChange, x, magnitude / (loss + (across + TMemory.Load(row.ToBoth + x))));
                Sums.KeepLarger<TLane, TMemory>(Largest, x, centre);
            }

            previous = centre;
            centre = next;
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
