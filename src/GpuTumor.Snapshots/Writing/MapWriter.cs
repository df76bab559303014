using System.IO.Compression;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>Fills whole planes.</summary>
/// <param name="firstPlane">The first z.</param>
/// <param name="planes">Takes their values, x fastest.</param>
internal delegate void PlaneSource(int firstPlane, Span<byte> planes);

/// <summary>Packs a voxel map into a dataset: takes one row of chunks while it packs the one before.</summary>
internal sealed unsafe class MapWriter(SnapshotOptions options)
{
    private readonly ChunkCodecs _codecs = new();
    private readonly ZLibCompressionOptions _level = new() { CompressionLevel = options.CompressionLevel };

    /// <summary>Level of deflate.</summary>
    public int CompressionLevel => options.CompressionLevel;

    /// <summary>Packs a map that lies in memory.</summary>
    public void Write(ChunkedDataset dataset, byte* map)
    {
        ChunkGrid grid = dataset.Grid;
        long rowBytes = grid.PlaneVoxels * grid.ChunkZ * dataset.ElementSize;
        ChunkLoop.Run(dataset, grid.Rows * grid.ChunksPerRow, options.Threads, _codecs, (index, codec) =>
        {
            (int row, int chunk) = (index / grid.ChunksPerRow, index % grid.ChunksPerRow);
            PackChunk(map + (row * rowBytes), row, chunk, dataset, codec);
        });
    }

    /// <summary>Packs all rows, which are asked for in order.</summary>
    public void Write(ChunkedDataset dataset, PlaneSource source)
    {
        ChunkGrid grid = dataset.Grid;
        long slabBytes = grid.PlaneVoxels * grid.PlanesOfRow(0) * dataset.ElementSize;
        using Slab even = new(slabBytes);
        using Slab odd = new(slabBytes);
        Task packing = Task.CompletedTask;
        try
        {
            for (int row = 0; row < grid.Rows; row++)
            {
                int thisRow = row;
                Slab slab = row % 2 == 0 ? even : odd;
                slab.Fill(source, grid, row, dataset.ElementSize);
                packing.GetAwaiter().GetResult();
                packing = Task.Run(() => PackRow(slab, thisRow, dataset));
            }

            packing.GetAwaiter().GetResult();
        }
        finally
        {
            // On the way out of a failure the other row may still be read from its slab.
            Task.WhenAny(packing).GetAwaiter().GetResult();
        }
    }

    private void PackRow(Slab slab, int row, ChunkedDataset dataset)
        => ChunkLoop.Run(
            dataset, dataset.Grid.ChunksPerRow, options.Threads, _codecs, (chunk, codec) => PackChunk(slab.Planes, row, chunk, dataset, codec));

    private void PackChunk(byte* planes, int row, int chunk, ChunkedDataset dataset, ChunkCodec codec)
    {
        dataset.Grid.Gather(planes, row, chunk, dataset.ElementSize, codec.Plain);
        if (dataset.Element == ElementKind.Float32)
            MantissaRounding.Round((float*)codec.Plain, dataset.Grid.ChunkVoxels, options.MantissaBits);
        int bytes = codec.Pack(_level);
        dataset.WriteChunk(row, chunk, codec.Packed, bytes);
    }
}
