using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>What the faces between two rows of voxels let through.</summary>
internal unsafe struct PassageRow
{
    /// <summary>Densities of one row.</summary>
    public float* Here;

    /// <summary>Densities of the other.</summary>
    public float* There;
    public float* Result;

    /// <summary>−κ·log₂e.</summary>
    public float Exponent;

    /// <summary>Covers a row with lanes no wider than <paramref name="widest"/>.</summary>
    public readonly void Run(int count, LaneWidth widest)
    {
        int done = 0;
        if (widest >= LaneWidth.Hexadec && count >= 16)
        {
            done = count & ~15;
            Cover<Hexadec, HexadecWord, HexadecMemory>(0, done);
        }

        if (widest >= LaneWidth.Octet && count - done >= 8)
        {
            int end = count & ~7;
            Cover<Octet, OctetWord, OctetMemory>(done, end);
            done = end;
        }

        Cover<Scalar, ScalarWord, ScalarMemory>(done, count);
    }

    private readonly void Cover<TLane, TWord, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane exponent = TLane.Of(Exponent);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane here = Hindrance.Passage<TLane, TWord>(TMemory.Load(Here + x), exponent);
            TLane there = Hindrance.Passage<TLane, TWord>(TMemory.Load(There + x), exponent);
            TMemory.Store(Result + x, Hindrance.Between(here, there));
        }
    }
}

/// <summary>Adds a weighted row to another.</summary>
internal unsafe struct WeighedRow : IRowSweep
{
    public float* Row;
    public float* Result;
    public float Weight;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane weight = TLane.Of(Weight);
        for (int x = from; x < to; x += TMemory.Width)
            TMemory.Store(Result + x, TLane.Fma(weight, TMemory.Load(Row + x), TMemory.Load(Result + x)));
    }
}
