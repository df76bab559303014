using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Work on the values of one row that looks at their neighbours.</summary>
internal interface IStencilSweep
{
    /// <summary>Whether a lane stands for every second voxel: then the row is covered in twice the length of lanes.</summary>
    static abstract bool IsOfPairs { get; }

    /// <summary>The row.</summary>
    StencilRow Row { get; }

    /// <summary>Works on the values from <paramref name="from"/> up to, not including, <paramref name="to"/>: whole lanes.</summary>
    void Cover<TLane, TMemory, TCouplings>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TCouplings : struct, ICouplings;
}

/// <summary>Covers a row with lanes: wide ones as far as they fit, then narrower ones; apart where its couplings are uniform.</summary>
internal static class StencilSweep
{
    /// <summary>Covers the row with lanes no wider than <paramref name="widest"/>.</summary>
    public static void Run<TSweep>(ref TSweep sweep, LaneWidth widest)
        where TSweep : struct, IStencilSweep
    {
        int done = 0;
        if (widest >= LaneWidth.Hexadec)
            done = Cover<TSweep, Hexadec, HexadecMemory>(ref sweep, done);
        if (widest >= LaneWidth.Octet)
            done = Cover<TSweep, Octet, OctetMemory>(ref sweep, done);
        if (done < sweep.Row.Count)
            sweep.Cover<Scalar, ScalarMemory, VaryingCouplings>(done, sweep.Row.Count);
    }

    private static int Cover<TSweep, TLane, TMemory>(ref TSweep sweep, int from)
        where TSweep : struct, IStencilSweep
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        int stride = TSweep.IsOfPairs ? 2 * TMemory.Width : TMemory.Width;
        int end = from + ((sweep.Row.Count - from) / stride * stride);
        int start = Math.Min(end, from + ((Math.Max(0, sweep.Row.UniformStart - from) + stride - 1) / stride * stride));
        int stop = Math.Max(start, Math.Min(end, from + ((sweep.Row.UniformEnd - from) / stride * stride)));
        if (from < start)
            sweep.Cover<TLane, TMemory, VaryingCouplings>(from, start);
        if (start < stop)
            sweep.Cover<TLane, TMemory, UniformCouplings>(start, stop);
        if (stop < end)
            sweep.Cover<TLane, TMemory, VaryingCouplings>(stop, end);
        return end;
    }
}
