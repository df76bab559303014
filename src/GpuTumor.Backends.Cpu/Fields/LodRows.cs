using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Reaction of a row, implicit in its losses: (c + h·s)/(1 + h·k). Sums what is taken.</summary>
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
            TLane present = TLane.Fma(substep, TMemory.Load(Gain + x), TMemory.Load(Concentration + x))
                / TLane.Fma(substep, loss, TLane.Of(1f));
            TMemory.Store(Concentration + x, present);
            Sums.Add<TLane, TMemory>(Taken, x, loss * present);
        }
    }
}

/// <summary>Eliminates a row by the one before it, or by nothing: (c + held)·inverse + former·fromLower.</summary>
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
            TLane own = (TMemory.Load(Row + x) + TLane.Of(Held)) * TLane.Of(Inverse);
            TMemory.Store(Row + x, TLane.Fma(TLane.Of(FromLower), TMemory.Load(Former + x), own));
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
            TMemory.Store(Row + x, TLane.Fma(TLane.Of(FromUpper), TMemory.Load(Next + x), TMemory.Load(Row + x)));
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
