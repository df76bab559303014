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
}

/// <summary>The couplings of a row in lanes: made once a row, kept in registers.</summary>
internal readonly unsafe struct StencilLanes<TLane, TMemory>
    where TLane : struct, ILane<TLane>
    where TMemory : struct, ILaneMemory<TLane>
{
    private readonly TLane _toSouth;
    private readonly TLane _toNorth;
    private readonly TLane _toBelow;
    private readonly TLane _toAbove;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StencilLanes(in StencilRow row)
    {
        _toSouth = TLane.Of(row.ToSouth);
        _toNorth = TLane.Of(row.ToNorth);
        _toBelow = TLane.Of(row.ToBelow);
        _toAbove = TLane.Of(row.ToAbove);
    }

    /// <summary>What leaves voxels by loss and diffusion [field unit/s].</summary>
    /// <param name="row">The row.</param>
    /// <param name="x">The first voxel.</param>
    /// <param name="centre">The voxels.</param>
    /// <param name="west">Their lower neighbours along the row.</param>
    /// <param name="east">Their upper neighbours along the row.</param>
    /// <param name="loss">First-order loss, faces included [1/s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Outflow(in StencilRow row, int x, TLane centre, TLane west, TLane east, TLane loss)
    {
        TLane outflow = Diffusion.Outflow(
            centre, west, east, TMemory.Load(row.ToWest + x), TMemory.Load(row.ToEast + x), loss * centre);
        outflow = Diffusion.Outflow(
            centre, TMemory.Load(row.South + x), TMemory.Load(row.North + x), _toSouth, _toNorth, outflow);
        return Diffusion.Outflow(
            centre, TMemory.Load(row.Below + x), TMemory.Load(row.Above + x), _toBelow, _toAbove, outflow);
    }
}
