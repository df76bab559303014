using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>How surveys walk through a snapshot: slab by slab of planes, so that memory does not go with its size.</summary>
internal static class SnapshotReading
{
    /// <summary>A quantity; null if it was not stored.</summary>
    public static Quantity? Find(this ISnapshotSource source, string name)
        => source.Quantities.FirstOrDefault(q => q.Name == name);

    /// <summary>Whether a quantity was stored.</summary>
    public static bool Has(this ISnapshotSource source, string name) => source.Find(name) is not null;

    /// <summary>Planes to read at a time: one row of stored chunks.</summary>
    public static int PlanesPerSlab(this ISnapshotSource source)
        => Math.Min(source.Grid.Nz, source.Grid.Nz >= 512 ? 64 : 32);

    /// <summary>Hands out each z-plane of a field once, from several threads at a time.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="field">A quantity of floats.</param>
    /// <param name="local">State of a thread.</param>
    /// <param name="look">Looks at plane z: Ny · Nx values.</param>
    /// <param name="merge">Takes up a thread's state; one thread at a time.</param>
    public static void VisitPlanes<TLocal>(
        this ISnapshotSource source, string field, Func<TLocal> local, Action<int, float[], int, TLocal> look,
        Action<TLocal> merge)
    {
        int slab = source.PlanesPerSlab();
        int plane = (int)source.Grid.PlaneVoxels;
        var values = new float[slab * plane];
        for (int first = 0; first < source.Grid.Nz; first += slab)
        {
            int planes = Math.Min(slab, source.Grid.Nz - first);
            source.Read(field, first, planes, MemoryMarshal.AsBytes(values.AsSpan(0, planes * plane)));
            Parallel.For(0, planes, local, (i, _, state) =>
            {
                look(first + i, values, i * plane, state);
                return state;
            }, state =>
            {
                lock (values)
                    merge(state);
            });
        }
    }
}
