using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>From what an implicit solution starts, and what becomes of it.</summary>
internal enum Opening
{
    /// <summary>From the field, which is not needed again.</summary>
    Alone,

    /// <summary>From the field, of which a copy is kept.</summary>
    Keeping,

    /// <summary>From the field moved on as far again, times √2, as from the copy that was kept: SDIRK2.</summary>
    Extrapolating,
}

/// <summary>The same, known to the compiler.</summary>
internal interface IStart
{
    /// <summary>Which.</summary>
    static abstract Opening Opening { get; }
}

/// <summary>Nothing is kept.</summary>
internal readonly struct Afresh : IStart
{
    public static Opening Opening => Opening.Alone;
}

/// <summary>A copy is kept.</summary>
internal readonly struct Kept : IStart
{
    public static Opening Opening => Opening.Keeping;
}

/// <summary>The start is extrapolated.</summary>
internal readonly struct Extrapolated : IStart
{
    public static Opening Opening => Opening.Extrapolating;
}

/// <summary>Makes the right-hand side of an implicit solution from a row's gain, and sums what there was.</summary>
internal unsafe struct OpeningRow<TStart> : IRowSweep
    where TStart : struct, IStart
{
    public float* Concentration;

    /// <summary>The copy; null if there is none.</summary>
    public float* Former;
    public float* Loss;
    public float* Gain;

    /// <summary>The right-hand side; may be the gain.</summary>
    public float* RightSide;

    /// <summary>1/dt, or 0 for a steady state [1/s].</summary>
    public float Storage;

    /// <summary>Gain from held y and z faces [field unit/s].</summary>
    public float FaceGain;

    /// <summary>Losses above this pin a voxel [1/s].</summary>
    public float PinningLoss;

    /// <summary>Columns of <see cref="OpeningSums"/>.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane zero = TLane.Of(0f);
        TLane pinning = TLane.Of(PinningLoss);
        TLane extrapolation = TLane.Of((float)ImplicitAccuracy.Extrapolation);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane start = TMemory.Load(Concentration + x);
            if (TStart.Opening == Opening.Keeping)
                TMemory.Store(Former + x, start);
            if (TStart.Opening == Opening.Extrapolating)
                start = TLane.Fma(extrapolation, start - TMemory.Load(Former + x), start);
            TLane loss = TMemory.Load(Loss + x);
            TLane gain = TMemory.Load(Gain + x);
            TLane rightSide = TLane.Fma(TLane.Of(Storage), start, gain + TLane.Of(FaceGain));
            TMemory.Store(RightSide + x, rightSide);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, OpeningSums.RightSide), x, rightSide);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, OpeningSums.Present), x, start);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, OpeningSums.Given), x, TLane.WhereLess(pinning, loss, zero, gain));
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, OpeningSums.Pinned), x, TLane.WhereLess(pinning, loss, TLane.Of(1f), zero));
        }
    }
}

/// <summary>The quantities summed before an implicit solution.</summary>
internal static class OpeningSums
{
    /// <summary>What there is to start from.</summary>
    public const int Present = 0;

    /// <summary>What free voxels are given.</summary>
    public const int Given = 1;

    /// <summary>Pinned voxels.</summary>
    public const int Pinned = 2;

    /// <summary>The right-hand side.</summary>
    public const int RightSide = 3;

    /// <summary>How many.</summary>
    public const int Quantities = 4;
}

/// <summary>Sums of squares of a row: of its change since the copy, of what it is and of what it was.</summary>
internal unsafe struct ChangeRow : IRowSweep
{
    public const int Change = 0;
    public const int Present = 1;
    public const int Former = 2;
    public const int Quantities = 3;

    public float* Row;
    public float* FormerRow;
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane present = TMemory.Load(Row + x);
            TLane former = TMemory.Load(FormerRow + x);
            TLane change = present - former;
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Change), x, change * change);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Present), x, present * present);
            Sums.Add<TLane, TMemory>(Sums.Column(Columns, Former), x, former * former);
        }
    }
}
