using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>A measurement of snapshots as the other cases are told.</summary>
/// <param name="Case">See <see cref="SnapshotBenchmarks"/>.</param>
/// <param name="Size">Voxels along x, y and z.</param>
/// <param name="Backend">Always the processor.</param>
/// <param name="Threads">Threads that packed or unpacked.</param>
/// <param name="MedianS">Median wall time of one file [s].</param>
/// <param name="BytesPerS">Bytes before packing, per second.</param>
/// <param name="FileBytesPerVoxel">Size of the file; null without one.</param>
internal sealed record SnapshotCase(
    string Case, IReadOnlyList<int> Size, string Backend, int Threads, double MedianS, double BytesPerS, double? FileBytesPerVoxel)
{
    /// <summary>From what was measured.</summary>
    public static SnapshotCase Of(SnapshotMeasurement measured) => new(
        measured.Case,
        [measured.Grid.Nx, measured.Grid.Ny, measured.Grid.Nz],
        "cpu",
        measured.Threads,
        measured.MedianSeconds,
        measured.BytesPerSecond,
        measured.FileBytes / (double)measured.Grid.Voxels);

    /// <inheritdoc/>
    public override string ToString()
    {
        string file = FileBytesPerVoxel is { } bytes ? $", {Wording.Number(bytes, "0.0")} B per voxel on disk" : "";
        return $"{Case}: {string.Join(" × ", Size)} voxels, {Threads} threads: {Wording.Scaled(BytesPerS)}B/s before packing, "
            + $"{Wording.Number(MedianS, "0.000")} s{file}";
    }
}
