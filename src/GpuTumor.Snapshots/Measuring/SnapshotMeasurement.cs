using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>How fast snapshots were copied, written or read.</summary>
/// <param name="Case"><c>snapshots.write</c>, <c>snapshots.read</c> and so on.</param>
/// <param name="Grid">The lattice.</param>
/// <param name="Threads">Threads that packed or unpacked.</param>
/// <param name="MedianSeconds">Median wall time of one file [s]; writing includes putting it on the disk.</param>
/// <param name="RawBytes">Bytes before packing.</param>
/// <param name="FileBytes">Bytes of the file; null without one.</param>
public sealed record SnapshotMeasurement(
    string Case, Grid Grid, int Threads, double MedianSeconds, long RawBytes, long? FileBytes)
{
    /// <summary>Raw bytes a second.</summary>
    public double BytesPerSecond => RawBytes / MedianSeconds;
}
