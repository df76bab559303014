using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>Quantities read a row of chunks at a time.</summary>
internal static class Slabs
{
    /// <summary>The least planes of a row of chunks in any snapshot; of large ones, half a row.</summary>
    private const int Planes = 32;

    public delegate void Visitor(ReadOnlySpan<byte> elements);

    /// <summary>Hands out the elements in order, some planes at a time.</summary>
    public static void Visit(ISnapshotSource source, Quantity quantity, Visitor visit)
    {
        long plane = source.Grid.PlaneVoxels * quantity.ElementSize;
        int planes = PlanesAtATime(source);
        var buffer = new byte[planes * plane];
        for (int first = 0; first < source.Grid.Nz; first += planes)
        {
            Span<byte> slab = buffer.AsSpan(0, (int)(Math.Min(planes, source.Grid.Nz - first) * plane));
            source.Read(quantity.Name, first, Math.Min(planes, source.Grid.Nz - first), slab);
            visit(slab);
        }
    }

    /// <summary>How many planes to read at a time so that nothing is unpacked twice.</summary>
    public static int PlanesAtATime(ISnapshotSource source) => Math.Min(source.Grid.Nz, source.Grid.Nz >= 512 ? 2 * Planes : Planes);
}
