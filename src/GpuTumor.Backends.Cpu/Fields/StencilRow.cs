using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>A row of voxels, its four neighbour rows, the values beyond its ends, and its couplings [1/s].</summary>
internal unsafe struct StencilRow
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
    public float* ToBoth;
    public float* ToFace;
    public float ToSouth;
    public float ToNorth;
    public float ToBelow;
    public float ToAbove;

    /// <summary>Decay, storage and held y and z faces.</summary>
    public float Loss;

    /// <summary>Voxels of the row.</summary>
    public int Count;

    /// <summary>The first voxel of the stretch whose couplings along the row are those of the voxel <see cref="Middle"/>.</summary>
    public int UniformStart;

    /// <summary>The first voxel after that stretch.</summary>
    public int UniformEnd;
    public int Middle;

    /// <summary>The first voxel of the plane.</summary>
    public float* Plane;

    /// <summary>From a voxel to the one in the plane below.</summary>
    public long ToPlaneBelow;

    /// <summary>From a voxel to the one in the plane above.</summary>
    public long ToPlaneAbove;

    /// <summary>Loss to held z faces.</summary>
    public float PlaneLoss;

    /// <summary>The sum of the couplings across rows.</summary>
    public readonly float Across => ToSouth + ToNorth + (ToBelow + ToAbove);

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

    /// <summary>The lower neighbours along the row of the lane at <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane West<TLane, TMemory, TEnds>(long x, TLane centre)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TEnds : struct, IRowEnds
        => TEnds.AreRows || x > 0 ? TMemory.Load(Centre + x - 1) : TMemory.Lower(TLane.Of(BeforeFirst), centre);

    /// <summary>The upper neighbours along the row of the lane at <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane East<TLane, TMemory, TEnds>(long x, TLane centre)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        where TEnds : struct, IRowEnds
        => TEnds.AreRows || x + TMemory.Width < Count ? TMemory.Load(Centre + x + 1) : TMemory.Upper(centre, TLane.Of(AfterLast));

    /// <summary>Sets the couplings along the row so that its first voxel is counted as <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountFrom(long first)
    {
        ToWest -= first;
        ToEast -= first;
        ToFace -= first;
    }
}
