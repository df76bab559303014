using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The couplings of a row in lanes: made once a row, kept in registers.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
/// <typeparam name="TMemory">How it lies in memory.</typeparam>
/// <typeparam name="TPlaces">The voxels that lanes stand for.</typeparam>
internal readonly unsafe struct StencilLanes<TLane, TMemory, TPlaces>
    where TLane : struct, ILane<TLane>
    where TMemory : struct, ILaneMemory<TLane>
    where TPlaces : struct, IPlaces
{
    private readonly TLane _toWest;
    private readonly TLane _toEast;
    private readonly TLane _toSouth;
    private readonly TLane _toNorth;
    private readonly TLane _toBelow;
    private readonly TLane _toAbove;
    private readonly TLane _loss;
    private readonly TLane _across;
    private readonly TLane _toNeighbours;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StencilLanes(in StencilRow row)
    {
        _toWest = TLane.Of(row.ToWest[row.Middle]);
        _toEast = TLane.Of(row.ToEast[row.Middle]);
        _toSouth = TLane.Of(row.ToSouth);
        _toNorth = TLane.Of(row.ToNorth);
        _toBelow = TLane.Of(row.ToBelow);
        _toAbove = TLane.Of(row.ToAbove);
        _loss = TLane.Of(row.Loss);
        _across = TLane.Of(row.Across);
        _toNeighbours = TLane.Of(row.Across + row.ToBoth[row.Middle]);
    }

    /// <summary>The couplings from <paramref name="x"/> on: in the row's uniform stretch nothing need be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowCouplings<TLane> Couplings(in StencilRow row, int x)
        => x >= row.UniformStart && x + (TPlaces.Pace * TMemory.Width) <= row.UniformEnd
            ? new(_toWest, _toEast, _loss, _toNeighbours)
            : new(
                TPlaces.Load<TLane, TMemory>(row.ToWest + x),
                TPlaces.Load<TLane, TMemory>(row.ToEast + x),
                _loss + TPlaces.Load<TLane, TMemory>(row.ToFace + x),
                _across + TPlaces.Load<TLane, TMemory>(row.ToBoth + x));

    /// <summary>The couplings from <paramref name="x"/> on but for their sum, read: cheaper than to ask whether they must be.</summary>
    /// <remarks>Among rows that are alike none touches a face but with its ends.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowCouplings<TLane> Mapped<TEnds>(in StencilRow row, long x)
        where TEnds : struct, IRowEnds
    {
        TLane toFace = TPlaces.Load<TLane, TMemory>(row.ToFace + x);
        return new(
            TPlaces.Load<TLane, TMemory>(row.ToWest + x),
            TPlaces.Load<TLane, TMemory>(row.ToEast + x),
            TEnds.AreRows ? toFace : _loss + toFace,
            default);
    }

    /// <summary>What leaves voxels by loss and diffusion [field unit/s].</summary>
    /// <param name="row">The row.</param>
    /// <param name="x">The first voxel.</param>
    /// <param name="centre">The voxels.</param>
    /// <param name="west">Their lower neighbours along the row.</param>
    /// <param name="east">Their upper neighbours along the row.</param>
    /// <param name="couplings">The couplings of the voxels.</param>
    /// <param name="loss">First-order loss, faces included [1/s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Outflow(
        in StencilRow row, long x, TLane centre, TLane west, TLane east, in RowCouplings<TLane> couplings, TLane loss)
    {
        TLane outflow = Diffusion.Outflow(centre, west, east, couplings.ToWest, couplings.ToEast, loss * centre);
        outflow = Diffusion.Outflow(
            centre, TPlaces.Load<TLane, TMemory>(row.South + x), TPlaces.Load<TLane, TMemory>(row.North + x),
            _toSouth, _toNorth, outflow);
        return Diffusion.Outflow(
            centre, TPlaces.Load<TLane, TMemory>(row.Below + x), TPlaces.Load<TLane, TMemory>(row.Above + x),
            _toBelow, _toAbove, outflow);
    }
}

/// <summary>What couples voxels along their row, and what leaves them otherwise [1/s].</summary>
/// <param name="ToWest">To the lower neighbour.</param>
/// <param name="ToEast">To the upper neighbour.</param>
/// <param name="Loss">To held faces, and what holds in the whole row.</param>
/// <param name="ToNeighbours">To all six neighbours together.</param>
internal readonly record struct RowCouplings<TLane>(TLane ToWest, TLane ToEast, TLane Loss, TLane ToNeighbours)
    where TLane : struct;
