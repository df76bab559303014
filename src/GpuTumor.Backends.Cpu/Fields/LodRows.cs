using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Reaction of a row. Sums what is taken.</summary>
internal unsafe struct LodReactionRow : IRowSweep
{
    public float* Concentration;
    public float* Loss;
    public float* Gain;
    public float Substep;
    public float* Taken;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane substep = TLane.Of(Substep);
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane loss = TMemory.Load(Loss + x);
            TLane present = Elimination.React(TMemory.Load(Concentration + x), loss, TMemory.Load(Gain + x), substep);
            TMemory.Store(Concentration + x, present);
            Sums.Add<TLane, TMemory>(Taken, x, loss * present);
        }
    }
}

/// <summary>Eliminates a row by the one before it, or by nothing.</summary>
internal unsafe struct LodForwardRow : IRowSweep
{
    public float* Row;
    public float* Former;
    public float Held;
    public float Inverse;
    public float FromLower;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TMemory.Store(Row + x, Elimination.Forward(
                TMemory.Load(Row + x), TLane.Of(Held), TLane.Of(Inverse), TLane.Of(FromLower), TMemory.Load(Former + x)));
        }
    }
}

/// <summary>Solves a row by the one after it, or by nothing.</summary>
internal unsafe struct LodBackwardRow : IRowSweep
{
    public float* Row;
    public float* Next;
    public float FromUpper;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
            TMemory.Store(Row + x, Elimination.Backward(TMemory.Load(Row + x), TLane.Of(FromUpper), TMemory.Load(Next + x)));
    }
}

/// <summary>Sums a row.</summary>
internal unsafe struct SumRow : IRowSweep
{
    public float* Row;
    public float* Sum;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
            Sums.Add<TLane, TMemory>(Sum, x, TMemory.Load(Row + x));
    }
}
