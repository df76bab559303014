using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Lanes of voxels and of their neighbours along the row, from the first to the last.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
/// <typeparam name="TMemory">How it lies in memory.</typeparam>
internal unsafe struct NeighbourLanes<TLane, TMemory>
    where TLane : struct, ILane<TLane>
    where TMemory : struct, ILaneMemory<TLane>
{
    private TLane _previous;
    private TLane _next;

    /// <summary>Stands before <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NeighbourLanes(in StencilRow row, int from)
    {
        _previous = row.Before<TLane>(from);
        _next = TMemory.Load(row.Centre + from);
    }

    /// <summary>The voxels.</summary>
    public TLane Centre { get; private set; }

    /// <summary>Their lower neighbours along the row.</summary>
    public TLane West { get; private set; }

    /// <summary>Their upper neighbours along the row.</summary>
    public TLane East { get; private set; }

    /// <summary>Moves on to the voxels from <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveTo(in StencilRow row, int x)
    {
        Centre = _next;
        _next = row.From<TLane, TMemory>(x + TMemory.Width);
        West = TMemory.Lower(_previous, Centre);
        East = TMemory.Upper(Centre, _next);
        _previous = Centre;
    }
}
