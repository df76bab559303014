namespace GpuTumor.Snapshots;

/// <summary>The planes of one row of chunks, as the tissue gave them.</summary>
internal sealed unsafe class Slab : IDisposable
{
    // A span has at most 2³¹ bytes; the largest lattices have rows beyond that.
    private const long BytesPerRead = 1 << 30;

    /// <summary>Room for so many bytes.</summary>
    public Slab(long bytes) => Planes = LargeMemory.Take(bytes);

    /// <summary>The first plane.</summary>
    public byte* Planes { get; }

    /// <summary>Reads the planes of a row of chunks.</summary>
    public void Fill(PlaneSource source, ChunkGrid grid, int row, int elementSize)
    {
        long planeBytes = grid.PlaneVoxels * elementSize;
        int planes = grid.PlanesOfRow(row);
        int planesPerRead = (int)Math.Clamp(BytesPerRead / planeBytes, 1, planes);
        for (int done = 0; done < planes; done += planesPerRead)
        {
            int count = Math.Min(planesPerRead, planes - done);
            Span<byte> destination = new(Planes + (done * planeBytes), checked((int)(count * planeBytes)));
            source((row * grid.ChunkZ) + done, destination);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => LargeMemory.GiveBack(Planes);
}
