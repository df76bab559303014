namespace GpuTumor.Backends.Cpu;

/// <summary>The list of voxels where a second cell waits for room.</summary>
internal sealed unsafe class CrowdedVoxels : IDisposable
{
    private NativeArray<int> _voxels = new(1024);

    public int Count { get; private set; }

    public long AllocatedBytes => _voxels.Length * sizeof(int);

    public ref int this[int entry] => ref _voxels[entry];

    /// <summary>Adds entries at the end, to be written by the caller, and returns the first.</summary>
    public int Extend(int more)
    {
        int first = Count;
        if (first + more > _voxels.Length)
        {
            NativeArray<int> grown = new(Math.Max(first + more, _voxels.Length * 2));
            Buffer.MemoryCopy(_voxels.Pointer, grown.Pointer, grown.Length * sizeof(int), (long)Count * sizeof(int));
            _voxels.Dispose();
            _voxels = grown;
        }

        Count = first + more;
        return first;
    }

    /// <summary>Drops all entries.</summary>
    public void Clear() => Count = 0;

    /// <summary>Keeps parts of the list, one behind the other.</summary>
    public void Join(ReadOnlySpan<(int Start, int End)> parts)
    {
        int kept = 0;
        foreach ((int start, int end) in parts)
        {
            _voxels.Slice(start, end - start).CopyTo(_voxels.Slice(kept, end - start));
            kept += end - start;
        }

        Count = kept;
    }

    /// <summary>Drops the entries where no second cell waits any more.</summary>
    public void DropSettled(CellLattice lattice)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (lattice.Waiting[_voxels[i]] != 0)
                _voxels[kept++] = _voxels[i];
        }

        Count = kept;
    }

    public void Dispose() => _voxels.Dispose();
}
