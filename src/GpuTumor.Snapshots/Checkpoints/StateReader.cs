using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Gives a state back from a file, and checks every part against its digest.</summary>
/// <param name="file">The open file.</param>
/// <param name="path">The group of this part.</param>
/// <param name="threads">Threads that unpack.</param>
/// <param name="digest">Of all that was read.</param>
internal sealed unsafe class StateReader(Handle file, string path, int threads, StateDigest digest) : IStateArchive
{
    private readonly ChunkCodecs _codecs = new();

    /// <inheritdoc/>
    public bool Restores => true;

    /// <inheritdoc/>
    public IStateArchive Part(string name) => new StateReader(file, $"{path}/{name}", threads, digest);

    /// <inheritdoc/>
    public void Value<T>(string name, ref T value)
        where T : unmanaged
    {
        T[] values = Read<T>(name);
        value = values.Length == 1 ? values[0] : throw new StateException($"'{path}/{name}' has {values.Length} values, not one");
    }

    /// <inheritdoc/>
    public void List<T>(string name, ref T[] values)
        where T : unmanaged
        => values = Read<T>(name);

    /// <inheritdoc/>
    public void Voxels<T>(string name, Grid grid, PlaneMove<T> save, PlaneMove<T> restore)
        where T : unmanaged
    {
        string dataset = Find(name);
        using ChunkedDataset map = ChunkedDataset.Open(file, dataset);
        (int nx, int ny, int nz) = (map.Grid.Nx, map.Grid.Ny, map.Grid.Nz);
        if ((nx, ny, nz) != (grid.Nx, grid.Ny, grid.Nz))
            throw new StateException($"'{dataset}' has {nx} × {ny} × {nz} voxels, and the model's lattice is {grid}");
        if (map.Element != ElementTypes.Of<T>())
            throw new StateException($"'{dataset}' is stored as {map.Element}, not {ElementTypes.Of<T>()}");
        int plane = (int)grid.PlaneVoxels;
        T[] values = new T[(long)plane * map.Grid.PlanesOfRow(0)];
        digest.Begin(dataset);
        fixed (T* first = values)
        {
            for (int row = 0; row < map.Grid.Rows; row++)
            {
                int planes = map.Grid.PlanesOfRow(row);
                PlaneReader.Read(map, row * map.Grid.ChunkZ, planes, (byte*)first, threads, _codecs);
                for (int i = 0; i < planes; i++)
                {
                    Span<T> one = values.AsSpan(i * plane, plane);
                    digest.Append(MemoryMarshal.AsBytes(one));
                    restore((row * map.Grid.ChunkZ) + i, one);
                }
            }
        }

        EnsureDigest(dataset, map.Handle);
    }

    private T[] Read<T>(string name)
        where T : unmanaged
    {
        string dataset = Find(name);
        using Handle list = Hdf5File.OpenDataset(file, dataset);
        T[] values = Hdf5File.ReadList<T>(list, NumberTypes.Of<T>().Native);
        digest.Begin(dataset);
        digest.Append(MemoryMarshal.AsBytes<T>(values));
        EnsureDigest(dataset, list);
        return values;
    }

    private string Find(string name)
        => Hdf5File.HasPath(file, $"{path}/{name}")
            ? $"{path}/{name}"
            : throw new StateException($"it holds no '{path}/{name}': it was written by another version of the program, or for another model");

    private void EnsureDigest(string dataset, Handle stored)
    {
        string found = digest.End();
        if (stored.GetText(CheckpointLayout.Digest) != found)
            throw new InvalidDataException($"'{dataset}' is not what was written");
    }
}
