using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>A row of voxels in the matrix: its neighbour rows, its couplings in free tissue [1/s] and its faces.</summary>
internal unsafe struct MatrixRow
{
    public float* Centre;
    public float* South;
    public float* North;
    public float* Below;
    public float* Above;
    public float BeforeFirst;
    public float AfterLast;
    public float* ToWest;
    public float* ToEast;
    public float ToSouth;
    public float ToNorth;
    public float ToBelow;
    public float ToAbove;

    /// <summary>What the west faces let through; a voxel's east face is the next one's west face.</summary>
    public float* ThroughWest;
    public float* ThroughSouth;
    public float* ThroughNorth;
    public float* ThroughBelow;
    public float* ThroughAbove;

    /// <summary>Decay and storage.</summary>
    public float Loss;

    /// <summary>Voxels of the row.</summary>
    public int Count;

    /// <summary>The lane before <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Before<TLane>(int x)
        where TLane : struct, ILane<TLane>
        => TLane.Of(x > 0 ? Centre[x - 1] : BeforeFirst);

    /// <summary>The lane from <paramref name="x"/> on, or what lies beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane From<TLane, TMemory>(int x)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => x < Count ? TMemory.Load(Centre + x) : TLane.Of(AfterLast);

    /// <summary>What leaves voxels by loss and diffusion [field unit/s].</summary>
    /// <param name="x">The first voxel.</param>
    /// <param name="centre">The voxels.</param>
    /// <param name="west">Their lower neighbours along the row.</param>
    /// <param name="east">Their upper neighbours along the row.</param>
    /// <param name="loss">First-order loss [1/s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Outflow<TLane, TMemory>(int x, TLane centre, TLane west, TLane east, TLane loss)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane outflow = Hindrance.Outflow(
            centre, west, east, TMemory.Load(ToWest + x), TMemory.Load(ToEast + x),
            TMemory.Load(ThroughWest + x), TMemory.Load(ThroughWest + x + 1), loss * centre);
        outflow = Hindrance.Outflow(
            centre, TMemory.Load(South + x), TMemory.Load(North + x), TLane.Of(ToSouth), TLane.Of(ToNorth),
            TMemory.Load(ThroughSouth + x), TMemory.Load(ThroughNorth + x), outflow);
        return Hindrance.Outflow(
            centre, TMemory.Load(Below + x), TMemory.Load(Above + x), TLane.Of(ToBelow), TLane.Of(ToAbove),
            TMemory.Load(ThroughBelow + x), TMemory.Load(ThroughAbove + x), outflow);
    }

    /// <summary>The loss and all couplings of voxels together [1/s].</summary>
    /// <param name="x">The first voxel.</param>
    /// <param name="loss">First-order loss [1/s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Diagonal<TLane, TMemory>(int x, TLane loss)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane diagonal = Hindrance.Couplings(
            TMemory.Load(ToWest + x), TMemory.Load(ToEast + x),
            TMemory.Load(ThroughWest + x), TMemory.Load(ThroughWest + x + 1), loss);
        diagonal = Hindrance.Couplings(
            TLane.Of(ToSouth), TLane.Of(ToNorth), TMemory.Load(ThroughSouth + x), TMemory.Load(ThroughNorth + x), diagonal);
        return Hindrance.Couplings(
            TLane.Of(ToBelow), TLane.Of(ToAbove), TMemory.Load(ThroughBelow + x), TMemory.Load(ThroughAbove + x), diagonal);
    }
}
