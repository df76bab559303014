using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Work with a stencil on rows that lie one after another and have their neighbours and couplings alike.</summary>
/// <remarks>
/// What lanes keep is made once for all rows, and the loop along a row asks nothing: before a row's first voxel lies the last one of the
/// row before, and is read as a neighbour like any other, over a coupling of zero.
/// </remarks>
internal interface IRowsSweep : IRowSweep
{
    /// <summary>Works on whole rows, each of which lanes fill.</summary>
    void CoverRows<TLane, TMemory>(int rows)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>;
}

/// <summary>Covers rows that are alike.</summary>
internal static class RowsSweep
{
    /// <summary>Rows that are swept together, at most.</summary>
    public const int Most = 4;

    /// <summary>Covers a row, or several that the widest lanes fill.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="count">Values of a row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="widest">The widest lanes; those of one value are for single rows.</param>
    public static void Run<TSweep>(ref TSweep sweep, int count, int rows, LaneWidth widest)
        where TSweep : struct, IRowsSweep
    {
        if (rows == 1)
            RowSweep.Run(ref sweep, count, widest);
        else if (widest == LaneWidth.Hexadec)
            sweep.CoverRows<Hexadec, HexadecMemory>(rows);
        else
            sweep.CoverRows<Octet, OctetMemory>(rows);
    }
}
