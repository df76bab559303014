namespace GpuTumor.Metrics;

/// <summary>The quantity <c>mode</c>.</summary>
internal enum CellMode
{
    Normal = 0,
    Persister = 1,
    ExpandedPersister = 2,
    Dormant = 3,
}
