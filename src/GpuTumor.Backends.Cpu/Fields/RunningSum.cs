using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The columns of a quantity, in registers while lanes move along a row: what <see cref="Sums.Add"/> does, without the way through memory.</summary>
/// <typeparam name="TLane">The lane.</typeparam>
/// <typeparam name="TMemory">How it lies in memory.</typeparam>
internal unsafe struct RunningSum<TLane, TMemory>
    where TLane : struct, ILane<TLane>
    where TMemory : struct, ILaneMemory<TLane>
{
    private readonly float* _column;
    private TLane _here;
    private TLane _next;

    /// <summary>Goes on with the columns of a quantity at <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RunningSum(float* column, int x)
    {
        _column = column;
        if (TMemory.Width > 1)
            _here = TMemory.Load(Place(x));
        if (TMemory.Width == Sums.Columns / 2)
            _next = TMemory.Load(Place(x + TMemory.Width));
    }

    /// <summary>Adds the lane at <paramref name="x"/>, which follows the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int x, TLane value)
    {
        if (TMemory.Width == 1)
            Sums.Add<TLane, TMemory>(_column, x, value);
        else if (TMemory.Width == Sums.Columns)
            _here += value;
        else
            (_here, _next) = (_next, _here + value);
    }

    /// <summary>Leaves the columns in memory; <paramref name="x"/> is where the next lane would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Keep(int x)
    {
        if (TMemory.Width > 1)
            TMemory.Store(Place(x), _here);
        if (TMemory.Width == Sums.Columns / 2)
            TMemory.Store(Place(x + TMemory.Width), _next);
    }

    private readonly float* Place(int x) => _column + (x & (Sums.Columns - 1));
}
