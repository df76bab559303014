using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Joins pairs of a fine row into a coarse row, weighted with their shares.</summary>
internal unsafe struct JoinRow : IRowSweep
{
    public float* Fine;
    public float* Coarse;
    public AxisShares Axis;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TMemory.LoadPairs(Fine + (2 * x), out TLane first, out TLane second);
            TMemory.Store(Coarse + x, Interpolation.Mean(
                first, second, TMemory.Load(Axis.FirstShare + x), TMemory.Load(Axis.SecondShare + x)));
        }
    }
}

/// <summary>The tables of an axis by coarse cell.</summary>
internal unsafe struct AxisShares
{
    public float* FirstShare;
    public float* SecondShare;
    public float* FirstReach;
    public float* SecondReach;

    public static AxisShares Of(AxisTable axis) => new()
    {
        FirstShare = axis.FirstShare,
        SecondShare = axis.SecondShare,
        FirstReach = axis.FirstReach,
        SecondReach = axis.SecondReach,
    };
}

/// <summary>Means of four coarse rows.</summary>
internal unsafe struct MeanRow : IRowSweep
{
    public float* A;
    public float* B;
    public float* C;
    public float* D;
    public float OfA;
    public float OfB;
    public float OfC;
    public float OfD;
    public float* Result;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TMemory.Store(Result + x, Interpolation.Mean(
                TMemory.Load(A + x), TMemory.Load(B + x), TMemory.Load(C + x), TMemory.Load(D + x),
                TLane.Of(OfA), TLane.Of(OfB), TLane.Of(OfC), TLane.Of(OfD)));
        }
    }
}

/// <summary>Adds a coarse row's correction to the pairs of a fine row.</summary>
internal unsafe struct SpreadRow : IRowSweep
{
    /// <summary>The coarse row, with a value before its first and one after its last.</summary>
    public float* Coarse;
    public float* Fine;
    public AxisShares Axis;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane centre = TMemory.Load(Coarse + x);
            TLane first = Interpolation.Between(centre, TMemory.Load(Coarse + x - 1), TMemory.Load(Axis.FirstReach + x));
            TLane second = Interpolation.Between(centre, TMemory.Load(Coarse + x + 1), TMemory.Load(Axis.SecondReach + x));
            TMemory.AddPairs(Fine + (2 * x), first, second);
        }
    }
}

/// <summary>Keeps the largest magnitude of a row.</summary>
internal unsafe struct MagnitudeRow : IRowSweep
{
    public float* Row;

    /// <summary>Columns of the largest.</summary>
    public float* Largest;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane zero = TLane.Of(0f);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane value = TMemory.Load(Row + x);
            Sums.KeepLarger<TLane, TMemory>(Largest, x, TLane.Max(value, zero - value));
        }
    }
}
