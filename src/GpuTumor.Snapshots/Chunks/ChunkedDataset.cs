using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots;

/// <summary>A dataset z, y, x of packed chunks, written and read chunk by chunk past the library's own filters and cache.</summary>
internal sealed unsafe class ChunkedDataset : IDisposable
{
    private ChunkedDataset(Handle handle, ElementKind element, ChunkGrid grid, ChunkFilters? filters)
        => (Handle, Element, Grid, Filters) = (handle, element, grid, filters);

    /// <summary>The open dataset.</summary>
    public Handle Handle { get; }

    /// <summary>What it holds.</summary>
    public ElementKind Element { get; }

    /// <summary>Bytes of an element.</summary>
    public int ElementSize => Element switch
    {
        ElementKind.UInt8 => 1,
        ElementKind.UInt16 => 2,
        _ => 4,
    };

    /// <summary>How it is cut.</summary>
    public ChunkGrid Grid { get; }

    /// <summary>The filters to undo; null if only the library can.</summary>
    public ChunkFilters? Filters { get; }

    /// <summary>Creates a dataset of shuffled, deflated chunks.</summary>
    public static ChunkedDataset Create(Handle group, string name, ElementKind element, ChunkGrid grid, int level)
    {
        using Lock.Scope entered = Hdf5.Enter();
        ulong[] extents = [(ulong)grid.Nz, (ulong)grid.Ny, (ulong)grid.Nx];
        ulong[] chunk = [(ulong)grid.ChunkZ, (ulong)grid.ChunkY, (ulong)grid.ChunkX];
        using Handle space = Handle.Space(H5S.create_simple(3, extents, null!));
        using Handle properties = Handle.Properties(H5P.create(H5P.DATASET_CREATE));
        Hdf5.Check(H5P.set_chunk(properties.Id, 3, chunk));
        Hdf5.Check(H5P.set_shuffle(properties.Id));
        Hdf5.Check(H5P.set_deflate(properties.Id, (uint)level));
        Handle handle = Handle.Dataset(
            H5D.create(group.Id, name, ElementTypes.Stored(element), space.Id, H5P.DEFAULT, properties.Id));
        return new ChunkedDataset(handle, element, grid, ChunkFilters.Shuffle | ChunkFilters.Deflate);
    }

    /// <summary>Opens a dataset of three dimensions, however it is stored.</summary>
    /// <exception cref="Hdf5Exception">It has other dimensions, or elements that snapshots don't have.</exception>
    public static ChunkedDataset Open(Handle file, string path)
    {
        using Lock.Scope entered = Hdf5.Enter();
        Handle handle = Hdf5File.OpenDataset(file, path);
        try
        {
            using Handle type = Handle.Type(H5D.get_type(handle.Id));
            ElementKind element = ElementTypes.Of(type) ?? throw new Hdf5Exception($"'{path}' has elements of an unknown type");
            using Handle space = Handle.Space(H5D.get_space(handle.Id));
            if (H5S.get_simple_extent_ndims(space.Id) != 3)
                throw new Hdf5Exception($"'{path}' does not have three dimensions");
            ulong[] extents = new ulong[3];
            Hdf5.Check(H5S.get_simple_extent_dims(space.Id, extents, null!));
            (int nx, int ny, int nz) = ((int)extents[2], (int)extents[1], (int)extents[0]);

            using Handle properties = Handle.Properties(H5D.get_create_plist(handle.Id));
            if (H5P.get_layout(properties.Id) != H5D.layout_t.CHUNKED)
                return new ChunkedDataset(handle, element, ChunkGrid.For(nx, ny, nz), null);
            ulong[] chunk = new ulong[3];
            Hdf5.Check(H5P.get_chunk(properties.Id, 3, chunk));
            ChunkGrid grid = new(nx, ny, nz, (int)chunk[2], (int)chunk[1], (int)chunk[0]);
            return new ChunkedDataset(handle, element, grid, KnownFilters(properties));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Stores a packed chunk.</summary>
    public void WriteChunk(int row, int chunk, byte* packed, int bytes)
    {
        ulong[] offset = Grid.Offset(row, chunk);
        using Lock.Scope entered = Hdf5.Enter();
        Hdf5.Check(H5D.write_chunk(Handle.Id, H5P.DEFAULT, 0, ref offset[0], bytes, (IntPtr)packed));
    }

    /// <summary>Fetches a packed chunk; returns its bytes, or −1 if it was not packed in the dataset's usual way.</summary>
    public int ReadChunk(int row, int chunk, byte* packed, int capacity)
    {
        ulong[] offset = Grid.Offset(row, chunk);
        using Lock.Scope entered = Hdf5.Enter();
        ulong bytes = 0;
        Hdf5.Check(H5D.get_chunk_storage_size(Handle.Id, offset, ref bytes));
        if (bytes == 0 || bytes > (ulong)capacity)
            return -1;
        uint filtersSkipped = 0;
        Hdf5.Check(H5D.read_chunk(Handle.Id, H5P.DEFAULT, ref offset[0], ref filtersSkipped, (IntPtr)packed));
        return filtersSkipped == 0 ? (int)bytes : -1;
    }

    /// <summary>Reads whole planes through the library: slower, and always right.</summary>
    public void ReadPlanes(int firstPlane, int planes, byte* destination)
    {
        using Lock.Scope entered = Hdf5.Enter();
        ulong[] start = [(ulong)firstPlane, 0, 0];
        ulong[] count = [(ulong)planes, (ulong)Grid.Ny, (ulong)Grid.Nx];
        using Handle stored = Handle.Space(H5D.get_space(Handle.Id));
        Hdf5.Check(H5S.select_hyperslab(stored.Id, H5S.seloper_t.SET, start, null!, count, null!));
        using Handle memory = Handle.Space(H5S.create_simple(3, count, null!));
        Hdf5.Check(H5D.read(
            Handle.Id, ElementTypes.Native(Element), memory.Id, stored.Id, H5P.DEFAULT, (IntPtr)destination));
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    // Nothing, deflate, or shuffle and then deflate; anything else is left to the library.
    private static ChunkFilters? KnownFilters(Handle properties)
    {
        ChunkFilters known = ChunkFilters.None;
        int count = H5P.get_nfilters(properties.Id);
        for (uint i = 0; i < count; i++)
        {
            uint flags = 0, configuration = 0;
            nint values = 8;
            H5Z.filter_t filter = H5P.get_filter(
                properties.Id, i, ref flags, ref values, new uint[8], 1, new byte[1], ref configuration);
            if (filter == H5Z.filter_t.SHUFFLE && known == ChunkFilters.None)
                known |= ChunkFilters.Shuffle;
            else if (filter == H5Z.filter_t.DEFLATE && !known.HasFlag(ChunkFilters.Deflate))
                known |= ChunkFilters.Deflate;
            else
                return null;
        }

        return known;
    }
}
