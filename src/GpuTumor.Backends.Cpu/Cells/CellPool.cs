using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The cells' records, one array a word: 20 bytes a cell. The order of records carries no meaning.</summary>
internal sealed unsafe class CellPool : IDisposable
{
    /// <summary>Records are worked on in whole blocks, so arrays reach to the next multiple.</summary>
    public const int Block = 64;

    /// <summary>Bytes of a record, its voxel included.</summary>
    public const int RecordBytes = CellRecord.Bytes + sizeof(int);

    private NativeArray<int> _voxel;
    private NativeArray<uint> _status;
    private NativeArray<uint> _signals;
    private NativeArray<uint> _exposure;
    private NativeArray<uint> _clone;

    public CellPool(int capacity)
    {
        Capacity = RoundUp(capacity);
        _voxel = new(Capacity);
        _status = new(Capacity);
        _signals = new(Capacity);
        _exposure = new(Capacity);
        _clone = new(Capacity);
    }

    /// <summary>Records in use, the freed ones among them included.</summary>
    public int Count { get; private set; }

    public int Capacity { get; private set; }

    public int* Voxel => _voxel.Pointer;

    /// <summary>A word of the records, in the order of <see cref="TissueArchive.CellWords"/>.</summary>
    public uint* Word(int word) => word switch
    {
        0 => Status,
        1 => Signals,
        2 => Exposure,
        _ => Clone,
    };

    public uint* Status => _status.Pointer;

    public uint* Signals => _signals.Pointer;

    public uint* Exposure => _exposure.Pointer;

    public uint* Clone => _clone.Pointer;

    public long AllocatedBytes => (long)RecordBytes * Capacity;

    /// <summary>Makes room for more records at the end and returns the first new slot.</summary>
    public int Extend(int more)
    {
        int first = Count;
        if (first + (long)more > int.MaxValue - Block)
            throw new InvalidOperationException("more cells than a pool can hold");
        if (first + more > Capacity)
            Resize((int)Math.Min(int.MaxValue - Block, Math.Max(first + (long)more, Capacity * 3L / 2)));
        Count = first + more;
        return first;
    }

    /// <summary>Replaces the records by those of another pool, which is left empty of use.</summary>
    public void TakeFrom(CellPool sorted)
    {
        (_voxel, sorted._voxel) = (sorted._voxel, _voxel);
        (_status, sorted._status) = (sorted._status, _status);
        (_signals, sorted._signals) = (sorted._signals, _signals);
        (_exposure, sorted._exposure) = (sorted._exposure, _exposure);
        (_clone, sorted._clone) = (sorted._clone, _clone);
        (Capacity, sorted.Capacity) = (sorted.Capacity, Capacity);
        (Count, sorted.Count) = (sorted.Count, Count);
    }

    /// <summary>Copies one record from another pool.</summary>
    public void CopyFrom(CellPool source, int from, int to)
    {
        Voxel[to] = source.Voxel[from];
        Status[to] = source.Status[from];
        Signals[to] = source.Signals[from];
        Exposure[to] = source.Exposure[from];
        Clone[to] = source.Clone[from];
    }

    /// <summary>Writes one new record.</summary>
    public void Found(int slot, int voxel, FirstCell cell, uint clone)
    {
        Voxel[slot] = voxel;
        Status[slot] = cell.Status;
        Signals[slot] = cell.Signals;
        Exposure[slot] = cell.Exposure;
        Clone[slot] = clone;
    }

    public void Dispose()
    {
        _voxel.Dispose();
        _status.Dispose();
        _signals.Dispose();
        _exposure.Dispose();
        _clone.Dispose();
    }

    private static int RoundUp(int count) => (count + Block - 1) / Block * Block;

    private void Resize(int capacity)
    {
        Capacity = RoundUp(capacity);
        _voxel = Grown(_voxel, Capacity);
        _status = Grown(_status, Capacity);
        _signals = Grown(_signals, Capacity);
        _exposure = Grown(_exposure, Capacity);
        _clone = Grown(_clone, Capacity);
    }

    private static NativeArray<T> Grown<T>(NativeArray<T> old, int capacity)
        where T : unmanaged
    {
        NativeArray<T> grown = new(capacity);
        Buffer.MemoryCopy(old.Pointer, grown.Pointer, grown.Length * sizeof(T), old.Length * sizeof(T));
        old.Dispose();
        return grown;
    }
}
