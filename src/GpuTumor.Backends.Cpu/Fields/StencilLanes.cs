using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The couplings of a row in lanes: made once a row, kept in registers.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
/// <typeparam name="TMemory">How it lies in memory.</typeparam>
/// <typeparam name="TCouplings">Whether the couplings along the row vary.</typeparam>
internal readonly unsafe struct StencilLanes<TLane, TMemory, TCouplings>
    where TLane : struct, ILane<TLane>
    where TMemory : struct, ILaneMemory<TLane>
    where TCouplings : struct, ICouplings
{
    private readonly TLane _toWest;
    private readonly TLane _toEast;
    private readonly TLane _toSouth;
    private readonly TLane _toNorth;
    private readonly TLane _toBelow;
    private readonly TLane _toAbove;
    private readonly TLane _loss;
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
        _toNeighbours = TLane.Of(TCouplings.AreUniform ? row.Across + row.ToBoth[row.Middle] : row.Across);
    }

    /// <summary>Loss of voxels to held faces and by what holds in the whole row [1/s].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Loss<TPlaces>(in StencilRow row, int x)
        where TPlaces : struct, IPlaces
        => TCouplings.AreUniform ? _loss : _loss + TPlaces.Load<TLane, TMemory>(row.ToFace + x);

    /// <summary>The sum of the couplings to all six neighbours [1/s].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane ToNeighbours<TPlaces>(in StencilRow row, int x)
        where TPlaces : struct, IPlaces
        => TCouplings.AreUniform ? _toNeighbours : _toNeighbours + TPlaces.Load<TLane, TMemory>(row.ToBoth + x);

    /// <summary>What leaves voxels by loss and diffusion [field unit/s].</summary>
    /// <param name="row">The row.</param>
    /// <param name="x">The first voxel.</param>
    /// <param name="centre">The voxels.</param>
    /// <param name="west">Their lower neighbours along the row.</param>
    /// <param name="east">Their upper neighbours along the row.</param>
    /// <param name="loss">First-order loss, faces included [1/s].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Outflow<TPlaces>(in StencilRow row, int x, TLane centre, TLane west, TLane east, TLane loss)
        where TPlaces : struct, IPlaces
    {
        TLane toWest = TCouplings.AreUniform ? _toWest : TPlaces.Load<TLane, TMemory>(row.ToWest + x);
        TLane toEast = TCouplings.AreUniform ? _toEast : TPlaces.Load<TLane, TMemory>(row.ToEast + x);
        TLane outflow = Diffusion.Outflow(centre, west, east, toWest, toEast, loss * centre);
        outflow = Diffusion.Outflow(
            centre, TPlaces.Load<TLane, TMemory>(row.South + x), TPlaces.Load<TLane, TMemory>(row.North + x),
            _toSouth, _toNorth, outflow);
        return Diffusion.Outflow(
            centre, TPlaces.Load<TLane, TMemory>(row.Below + x), TPlaces.Load<TLane, TMemory>(row.Above + x),
            _toBelow, _toAbove, outflow);
    }
}
