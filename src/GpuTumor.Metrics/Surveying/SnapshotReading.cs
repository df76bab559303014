using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>How surveys walk through a snapshot: slab by slab of planes, so that memory does not go with its size.</summary>
internal static class SnapshotReading
{
    private const long MostBytes = 256L << 20;

    private const long LargeVoxels = 1L << 27;

    /// <summary>A quantity; null if it was not stored.</summary>
    public static Quantity? Find(this ISnapshotSource source, string name)
        => source.Quantities.FirstOrDefault(q => q.Name == name);

    /// <summary>Whether a quantity was stored.</summary>
    public static bool Has(this ISnapshotSource source, string name) => source.Find(name) is not null;

    /// <summary>Planes to read at a time: one row of stored chunks.</summary>
    public static int PlanesPerSlab(this ISnapshotSource source)
        => Math.Min(source.Grid.Nz, source.Grid.Nz >= 512 ? 64 : 32);

    /// <summary>Reads several quantities slab by slab.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="quantities">Their names.</param>
    /// <param name="look">Looks at a slab: first plane, planes, and one buffer a quantity; only its first planes are valid.</param>
    public static void VisitSlabs(this ISnapshotSource source, IReadOnlyList<string> quantities, Action<int, int, byte[][]> look)
    {
        long[] planeBytes = [.. quantities.Select(q => source.Grid.PlaneVoxels * source.Find(q)!.ElementSize)];

        // Half a row of chunks is unpacked twice, which costs less than memory that is not there.
        int slab = source.PlanesPerSlab();
        while (slab > 1 && slab * planeBytes.Sum() > MostBytes)
            slab /= 2;
        byte[][] buffers = [.. planeBytes.Select(bytes => new byte[slab * bytes])];
        for (int first = 0; first < source.Grid.Nz; first += slab)
        {
            int planes = Math.Min(slab, source.Grid.Nz - first);
            for (int i = 0; i < buffers.Length; i++)
                source.Read(quantities[i], first, planes, buffers[i].AsSpan(0, (int)(planes * planeBytes[i])));
            look(first, planes, buffers);
        }

        source.ReleaseSlabs();
    }

    /// <summary>Hands out each z-plane of a field once, from several threads at a time.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="field">A quantity of floats.</param>
    /// <param name="local">State of a thread, kept from slab to slab.</param>
    /// <param name="look">
    /// Looks at plane z: Ny · Nx values from an index; the planes before and after it lie before and after them.
    /// </param>
    /// <param name="merge">Takes up a thread's state at the end.</param>
    public static void VisitPlanes<TLocal>(
        this ISnapshotSource source, string field, Func<TLocal> local, Action<int, float[], int, TLocal> look,
        Action<TLocal> merge)
    {
        int slab = source.PlanesPerSlab();
        int plane = (int)source.Grid.PlaneVoxels;

        var locals = new ConcurrentBag<TLocal>();

        // The last two planes of a slab stay in front of the next: the second of them still waits for its neighbour above.
        var values = new float[(slab + 2) * plane];
        for (int first = 0; first < source.Grid.Nz; first += slab)
        {
            int planes = Math.Min(slab, source.Grid.Nz - first);
            if (first > 0)
                Array.Copy(values, slab * plane, values, 0, 2 * plane);
            source.Read(field, first, planes, MemoryMarshal.AsBytes(values.AsSpan(2 * plane, planes * plane)));
            bool isLast = first + planes == source.Grid.Nz;
            int from = first == 0 ? 0 : -1;
            Parallel.For(from, isLast ? planes : planes - 1, () => locals.TryTake(out TLocal? kept) ? kept : local(), (i, _, state) =>
            {
                look(first + i, values, (i + 2) * plane, state);
                return state;
            }, locals.Add);
        }

        foreach (TLocal state in locals)
            merge(state);
        source.ReleaseSlabs();
    }

    /// <summary>Gives the memory of slabs back at once where they are hundreds of megabytes: waiting for it doubles the peak.</summary>
    public static void ReleaseSlabs(this ISnapshotSource source)
    {
        if (source.Grid.Voxels >= LargeVoxels)
            GC.Collect();
    }
}
