using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Work on the values of one row.</summary>
internal interface IRowSweep
{
    /// <summary>Values of the row per value of a lane: 2 where a lane stands for every second voxel.</summary>
    static virtual int Pace => 1;

    /// <summary>Works on the values from <paramref name="from"/> up to, not including, <paramref name="to"/>: whole lanes.</summary>
    void Cover<TLane, TMemory>(int from, int to)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>;
}

/// <summary>Covers a row with lanes: wide ones as far as they fit, then narrower ones.</summary>
internal static class RowSweep
{
    /// <summary>Covers <paramref name="count"/> values with lanes no wider than <paramref name="widest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSweep>(ref TSweep sweep, int count, LaneWidth widest)
        where TSweep : struct, IRowSweep
    {
        int done = 0;
        if (widest >= LaneWidth.Hexadec && count >= 16 * TSweep.Pace)
        {
            done = count & -(16 * TSweep.Pace);
            sweep.Cover<Hexadec, HexadecMemory>(0, done);
        }

        if (widest >= LaneWidth.Octet && count - done >= 8 * TSweep.Pace)
        {
            int end = count & -(8 * TSweep.Pace);
            sweep.Cover<Octet, OctetMemory>(done, end);
            done = end;
        }

        if (done < count)
            sweep.Cover<Scalar, ScalarMemory>(done, count);
    }
}
