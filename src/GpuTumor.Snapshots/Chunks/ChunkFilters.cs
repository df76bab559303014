namespace GpuTumor.Snapshots;

/// <summary>The filters of HDF5 that this assembly applies and undoes itself, in the order in which they are applied.</summary>
[Flags]
internal enum ChunkFilters
{
    /// <summary>Stored as it is.</summary>
    None = 0,

    /// <summary>Bytes sorted by place.</summary>
    Shuffle = 1,

    /// <summary>zlib.</summary>
    Deflate = 2,
}
