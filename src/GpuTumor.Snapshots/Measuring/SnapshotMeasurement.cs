namespace GpuTumor.Snapshots;

/// <summary>How fast snapshots were written or read.</summary>
/// <param name="Case"><c>snapshots.write</c> or <c>snapshots.read</c>.</param>
/// <param name="Size">Voxels along each axis.</param>
/// <param name="Threads">Threads that packed or unpacked.</param>
/// <param name="MedianSeconds">Median wall time of one file [s]; writing includes putting it on the disk.</param>
/// <param name="RawBytes">Bytes before packing.</param>
/// <param name="FileBytes">Bytes of the file.</param>
public sealed record SnapshotMeasurement(
    string Case, int Size, int Threads, double MedianSeconds, long RawBytes, long FileBytes)
{
    /// <summary>Raw bytes a second.</summary>
    public double BytesPerSecond => RawBytes / MedianSeconds;
}
