namespace GpuTumor.Snapshots;

/// <summary>Reads planes of a dataset: packed chunks one by one, unpacked in parallel.</summary>
internal static unsafe class PlaneReader
{
    /// <summary>Reads planes into memory.</summary>
    /// <exception cref="InvalidDataException">A chunk does not unpack.</exception>
    public static void Read(ChunkedDataset dataset, int firstPlane, int planes, byte* destination, int threads, ChunkCodecs codecs)
    {
        if (dataset.Filters is not { } filters || !ReadChunks(dataset, filters, firstPlane, planes, destination, threads, codecs))
            dataset.ReadPlanes(firstPlane, planes, destination);
    }

    // False if a chunk is stored in a way that only the library undoes.
    private static bool ReadChunks(
        ChunkedDataset dataset, ChunkFilters filters, int firstPlane, int planes, byte* destination, int threads, ChunkCodecs codecs)
    {
        ChunkGrid grid = dataset.Grid;
        int elementSize = dataset.ElementSize;
        int firstRow = firstPlane / grid.ChunkZ;
        int rows = ((firstPlane + planes - 1) / grid.ChunkZ) - firstRow + 1;
        long planeBytes = grid.PlaneVoxels * elementSize;
        bool isUsual = true;
        ChunkLoop.Run(dataset, rows * grid.ChunksPerRow, threads, codecs, (index, codec) =>
        {
            (int row, int chunk) = (firstRow + (index / grid.ChunksPerRow), index % grid.ChunksPerRow);
            int bytes = dataset.ReadChunk(row, chunk, codec.Packed, codec.PackedCapacity);
            if (bytes < 0)
            {
                Volatile.Write(ref isUsual, false);
                return;
            }

            codec.Unpack(bytes, filters);
            int first = Math.Max(firstPlane, row * grid.ChunkZ);
            int end = Math.Min(firstPlane + planes, (row * grid.ChunkZ) + grid.PlanesOfRow(row));
            byte* target = destination + ((first - firstPlane) * planeBytes);
            codec.Scatter(chunk, first - (row * grid.ChunkZ), end - first, target);
        });
        return isUsual;
    }
}
