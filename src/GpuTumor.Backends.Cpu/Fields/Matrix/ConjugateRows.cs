using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Products of what a cycle changed in a row with the defect, and with what the change did to it.</summary>
internal unsafe struct ProductRow : IRowSweep
{
    public const int OfDefect = 0;
    public const int OfOperator = 1;
    public const int Quantities = 2;

    public float* Before;
    public float* After;
    public float* DefectBefore;
    public float* DefectAfter;

    /// <summary>Sixteen columns for each product.</summary>
    public float* Columns;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            float* ofDefect = Sums.Column(Columns, OfDefect) + (x & (Sums.Columns - 1));
            float* ofOperator = Sums.Column(Columns, OfOperator) + (x & (Sums.Columns - 1));
            TLane change = TMemory.Load(After + x) - TMemory.Load(Before + x);
            TLane before = TMemory.Load(DefectBefore + x);
            TLane undone = before - TMemory.Load(DefectAfter + x);
            TMemory.Store(ofDefect, TLane.Fma(change, before, TMemory.Load(ofDefect)));
            TMemory.Store(ofOperator, TLane.Fma(change, undone, TMemory.Load(ofOperator)));
        }
    }
}

/// <summary>A step of conjugate gradients in a row; it also takes the place of what was before the former cycle.</summary>
internal unsafe struct ConjugateRow : IRowSweep
{
    public float* Before;
    public float* BeforeThat;
    public float* After;
    public float Along;
    public float Onward;

    public readonly void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        for (int x = from; x < to; x += TMemory.Width)
        {
            TLane next = Conjugation.Next(
                TMemory.Load(Before + x), TMemory.Load(BeforeThat + x), TMemory.Load(After + x), TLane.Of(Along), TLane.Of(Onward));
            TMemory.Store(After + x, next);
            TMemory.Store(BeforeThat + x, next);
        }
    }
}
