namespace GpuTumor.Backends.Cpu;

/// <summary>A list of voxels that grows as needed and is used again and again.</summary>
internal sealed unsafe class VoxelList : IDisposable
{
    private NativeArray<int> _voxels = new(256);

    public int Count { get; private set; }

    public long AllocatedBytes => _voxels.Length * sizeof(int);

    public ref int this[int entry] => ref _voxels[entry];

    public void Add(int voxel)
    {
        if (Count == _voxels.Length)
        {
            NativeArray<int> grown = new(_voxels.Length * 2);
            Buffer.MemoryCopy(_voxels.Pointer, grown.Pointer, grown.Length * sizeof(int), (long)Count * sizeof(int));
            _voxels.Dispose();
            _voxels = grown;
        }

        _voxels[Count++] = voxel;
    }

    public void Clear() => Count = 0;

    /// <summary>Drops the entries from a number on.</summary>
    public void Shorten(int count) => Count = count;

    public void Dispose() => _voxels.Dispose();
}
