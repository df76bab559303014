using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Writes a state into a file: voxel maps in packed chunks, numbers and lists as plain datasets.</summary>
/// <param name="file">The open file.</param>
/// <param name="path">The group of this part.</param>
/// <param name="maps">Packs voxel maps.</param>
/// <param name="digest">Of all that is written.</param>
internal sealed class StateWriter(Handle file, string path, MapWriter maps, StateDigest digest) : IStateArchive
{
    /// <inheritdoc/>
    public bool Restores => false;

    /// <inheritdoc/>
    public IStateArchive Part(string name)
    {
        string part = $"{path}/{name}";
        if (!Hdf5File.HasLink(file, part))
            Hdf5File.CreateGroup(file, part).Dispose();
        return new StateWriter(file, part, maps, digest);
    }

    /// <inheritdoc/>
    public void Value<T>(string name, ref T value)
        where T : unmanaged
        => Write(name, [value]);

    /// <inheritdoc/>
    public void List<T>(string name, ref T[] values)
        where T : unmanaged
        => Write(name, values);

    /// <inheritdoc/>
    public void Voxels<T>(string name, Grid grid, PlaneMove<T> save, PlaneMove<T> restore)
        where T : unmanaged
    {
        string dataset = $"{path}/{name}";
        ChunkGrid chunks = ChunkGrid.For(grid.Nx, grid.Ny, grid.Nz);
        using ChunkedDataset map = ChunkedDataset.Create(file, dataset, ElementTypes.Of<T>(), chunks, maps.CompressionLevel);
        digest.Begin(dataset);
        maps.Write(map, (first, bytes) =>
        {
            Span<T> values = MemoryMarshal.Cast<byte, T>(bytes);
            int plane = (int)grid.PlaneVoxels;
            for (int i = 0; i < values.Length / plane; i++)
                save(first + i, values.Slice(i * plane, plane));
            digest.Append(bytes);
        });
        map.Handle.SetText(CheckpointLayout.Digest, digest.End());
        Hdf5File.StartFlush(file);
    }

    private void Write<T>(string name, T[] values)
        where T : unmanaged
    {
        string dataset = $"{path}/{name}";
        digest.Begin(dataset);
        digest.Append(MemoryMarshal.AsBytes<T>(values));
        (long stored, long native) = NumberTypes.Of<T>();
        using Handle list = Hdf5File.CreateList(file, dataset, values, stored, native);
        list.SetText(CheckpointLayout.Digest, digest.End());
    }
}
