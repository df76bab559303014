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

    /// <summary>What leaves voxels by loss and diffusion [field unit/s].</summary>
    /// <param name="x">The first voxel.</param>
    /// <param name="centre">The voxels.</param>
    /// <param name="west">Their lower neighbours along the row.</param>
    /// <param name="east">Their upper neighbours along the row.</param>
    /// <param name="loss">First-order loss, faces included [1/s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Outflow<TLane, TMemory>(int x, TLane centre, TLane west, TLane east, TLane loss)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        TLane outflow = Diffusion.Outflow(
            centre, west, east, TMemory.Load(ToWest + x), TMemory.Load(ToEast + x), loss * centre);
        outflow = Diffusion.Outflow(
            centre, TMemory.Load(South + x), TMemory.Load(North + x), TLane.Of(ToSouth), TLane.Of(ToNorth), outflow);
        return Diffusion.Outflow(
            centre, TMemory.Load(Below + x), TMemory.Load(Above + x), TLane.Of(ToBelow), TLane.Of(ToAbove), outflow);
    }

    /// <summary>First-order loss [1/s]: of the map, everywhere, and to held faces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane TotalLoss<TLane, TMemory>(int x, TLane mapped)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => mapped + (TLane.Of(Loss) + TMemory.Load(ToFace + x));

    /// <summary>The sum of all six couplings [1/s].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Couplings<TLane, TMemory>(int x)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
        => TLane.Of(Across) + (TMemory.Load(ToWest + x) + TMemory.Load(ToEast + x));
}
