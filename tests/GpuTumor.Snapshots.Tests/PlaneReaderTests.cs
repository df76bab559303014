using GpuTumor.Engine;
using HDF.PInvoke;

namespace GpuTumor.Snapshots.Tests;

public sealed unsafe class PlaneReaderTests : IDisposable
{
    private const int Nx = 45, Ny = 33, Nz = 40;

    private readonly TemporaryDirectory _directory = new();
    private readonly uint[] _values = [.. Enumerable.Range(0, Nx * Ny * Nz).Select(i => (uint)i * 2654435761u)];

    public void Dispose() => _directory.Dispose();

    [Hdf5Fact]
    public void WhatTheLibraryPackedItselfIsUnpackedChunkByChunk()
    {
        ChunkFilters? filters = AssertReadsBack(properties =>
        {
            Hdf5.Check(H5P.set_chunk(properties.Id, 3, [16, 20, 24]));
            Hdf5.Check(H5P.set_shuffle(properties.Id));
            Hdf5.Check(H5P.set_deflate(properties.Id, 6));
        });
        Assert.Equal(ChunkFilters.Shuffle | ChunkFilters.Deflate, filters);
    }

    [Hdf5Fact]
    public void ChunksWithoutFiltersAreReadAsTheyAre()
        => Assert.Equal(ChunkFilters.None, AssertReadsBack(properties => Hdf5.Check(H5P.set_chunk(properties.Id, 3, [16, 20, 24]))));

    [Hdf5Fact]
    public void DataWithoutChunksAreReadThroughTheLibrary() => Assert.Null(AssertReadsBack(_ => { }));

    [Hdf5Fact]
    public void FiltersInAnUnusualOrderAreLeftToTheLibrary()
        => Assert.Null(AssertReadsBack(properties =>
        {
            Hdf5.Check(H5P.set_chunk(properties.Id, 3, [16, 20, 24]));
            Hdf5.Check(H5P.set_deflate(properties.Id, 6));
            Hdf5.Check(H5P.set_shuffle(properties.Id));
        }));

    [Hdf5Fact]
    public void ChunksThatWereNeverWrittenReadAsTheLibraryFillsThem()
    {
        using Handle file = Hdf5File.Create(_directory.File("holes.h5"));
        ChunkedDataset.Create(file, "values", ElementKind.UInt32, ChunkGrid.For(Nx, Ny, Nz), 1).Dispose();
        uint[] read = [.. Enumerable.Repeat(7u, Nx * Ny * Nz)];
        using ChunkedDataset dataset = ChunkedDataset.Open(file, "/values");
        fixed (uint* first = read)
            PlaneReader.Read(dataset, 0, Nz, (byte*)first, 2, new ChunkCodecs());

        Assert.All(read, value => Assert.Equal(0u, value));
    }

    private ChunkFilters? AssertReadsBack(Action<Handle> store)
    {
        using Handle file = Hdf5File.Create(_directory.File("stored.h5"));
        using (Handle space = Handle.Space(H5S.create_simple(3, [Nz, Ny, Nx], null!)))
        using (Handle properties = Handle.Properties(H5P.create(H5P.DATASET_CREATE)))
        {
            store(properties);
            using Handle stored = Handle.Dataset(
                H5D.create(file.Id, "values", H5T.STD_U32LE, space.Id, H5P.DEFAULT, properties.Id));
            fixed (uint* first = _values)
                Hdf5.Check(H5D.write(stored.Id, H5T.NATIVE_UINT32, H5S.ALL, H5S.ALL, H5P.DEFAULT, (IntPtr)first));
        }

        uint[] read = new uint[20 * Ny * Nx];
        using ChunkedDataset dataset = ChunkedDataset.Open(file, "/values");
        fixed (uint* first = read)
            PlaneReader.Read(dataset, 11, 20, (byte*)first, 2, new ChunkCodecs());
        Assert.Equal(_values.AsSpan(11 * Ny * Nx, read.Length).ToArray(), read);
        return dataset.Filters;
    }
}
