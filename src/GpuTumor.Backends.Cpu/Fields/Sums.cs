using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sums and maxima over a lattice whose bits depend neither on threads nor on lanes.</summary>
/// <remarks>
/// A row is summed in sixteen columns, x mod 16, whatever the lanes; the columns are joined by a fixed tree; rows are added in
/// double to their plane, planes in order.
/// </remarks>
internal sealed unsafe class Sums : IDisposable
{
    /// <summary>Columns of a row.</summary>
    public const int Columns = 16;
    private readonly NativeArray<float> _rows;
    private readonly NativeArray<double> _planes;
    private readonly int _quantities;
    private readonly int _planeCount;

    /// <summary>Room for sums of several quantities.</summary>
    /// <param name="quantities">How many.</param>
    /// <param name="planes">Planes of the lattice.</param>
    /// <param name="members">Threads that may sum at a time.</param>
    public Sums(int quantities, int planes, int members)
    {
        (_quantities, _planeCount) = (quantities, planes);
        _rows = new NativeArray<float>((long)members * quantities * Columns);
        _planes = new NativeArray<double>((long)planes * quantities);
    }

    /// <summary>Bytes held.</summary>
    public long Bytes => (_rows.Length * sizeof(float)) + (_planes.Length * sizeof(double));

    /// <summary>A thread's columns: sixteen for each quantity.</summary>
    public float* Row(int member) => _rows.Pointer + ((long)member * _quantities * Columns);

    /// <summary>Where a thread sums a quantity.</summary>
    public static float* Column(float* row, int quantity) => row + (quantity * Columns);

    /// <summary>Adds a lane to the columns of a quantity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TLane, TMemory>(float* column, int x, TLane value)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        float* place = column + (x & (Columns - 1));
        TMemory.Store(place, TMemory.Load(place) + value);
    }

    /// <summary>Keeps the larger in the columns of a quantity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void KeepLarger<TLane, TMemory>(float* column, int x, TLane value)
        where TLane : struct, ILane<TLane>
        where TMemory : struct, ILaneMemory<TLane>
    {
        float* place = column + (x & (Columns - 1));
        TMemory.Store(place, TLane.Max(value, TMemory.Load(place)));
    }

    /// <summary>Clears a plane.</summary>
    public void Begin(int plane) => new Span<double>(_planes.Pointer + ((long)plane * _quantities), _quantities).Clear();

    /// <summary>Adds a quantity's columns to its plane and clears them.</summary>
    public void EndRow(float* row, int plane, int quantity)
        => _planes[((long)plane * _quantities) + quantity] += Join(Column(row, quantity));

    /// <summary>Takes the larger of a quantity's columns and its plane's value, and clears them.</summary>
    public void EndRowOfLargest(float* row, int plane, int quantity)
    {
        float* column = Column(row, quantity);
        float largest = 0f;
        for (int i = 0; i < Columns; i++)
            largest = Math.Max(largest, column[i]);
        new Span<float>(column, Columns).Clear();

        ref double kept = ref _planes[((long)plane * _quantities) + quantity];
        kept = Math.Max(kept, largest);
    }

    /// <summary>Adds a value to a plane.</summary>
    public void Add(int plane, int quantity, double value) => _planes[((long)plane * _quantities) + quantity] += value;

    /// <summary>The sum over all planes, in order.</summary>
    public double Total(int quantity)
    {
        double total = 0;
        for (int plane = 0; plane < _planeCount; plane++)
            total += _planes[((long)plane * _quantities) + quantity];
        return total;
    }

    /// <summary>The sums of six quantities, one a face.</summary>
    public FaceAmounts TotalOfFaces(int first)
        => new(Total(first), Total(first + 1), Total(first + 2), Total(first + 3), Total(first + 4), Total(first + 5));

    /// <summary>The largest of all planes.</summary>
    public double Largest(int quantity)
    {
        double largest = 0;
        for (int plane = 0; plane < _planeCount; plane++)
            largest = Math.Max(largest, _planes[((long)plane * _quantities) + quantity]);
        return largest;
    }

    /// <summary>The sum of a row's columns, which are cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Join(float* column)
    {
        Vector256<float> eight = Vector256.Load(column) + Vector256.Load(column + 8);
        Vector256<float>.Zero.Store(column);
        Vector256<float>.Zero.Store(column + 8);
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _planes.Dispose();
    }
}
