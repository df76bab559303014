using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>A measurement of a field kernel as the other cases are told.</summary>
/// <param name="Case"><c>fields.clenshaw</c> and the like.</param>
/// <param name="Size">Voxels along x, y and z.</param>
/// <param name="Backend">Where.</param>
/// <param name="Threads">Threads that worked.</param>
/// <param name="MedianS">Median wall time of one update of all voxels [s].</param>
/// <param name="VoxelUpdatesPerS">Voxels over that time.</param>
/// <param name="BytesPerVoxel">Bytes that an update must move at least.</param>
/// <param name="CopyBytesPerS">Bytes read and written per second by a plain copy in the same run.</param>
/// <param name="CopyFraction">Bytes moved per second as a fraction of the copy's.</param>
internal sealed record FieldCase(
    string Case, IReadOnlyList<int> Size, string Backend, int Threads, double MedianS, double VoxelUpdatesPerS,
    double BytesPerVoxel, double CopyBytesPerS, double CopyFraction)
{
    /// <summary>From what was measured.</summary>
    public static FieldCase Of(BenchmarkResult measured) => new(
        measured.Case, measured.Size, measured.Backend, measured.Threads, measured.MedianSeconds, measured.VoxelUpdatesPerSecond,
        measured.BytesPerVoxel, measured.CopyBytesPerSecond, measured.CopyFraction);

    /// <inheritdoc/>
    public override string ToString()
        => $"{Case}: {string.Join(" × ", Size)} voxels, {Threads} threads: {Wording.Number(VoxelUpdatesPerS / 1e9, "0.00")} G voxel updates/s, "
            + $"{Wording.Number(CopyFraction * 100, "0")} % of a copy at {Wording.Scaled(CopyBytesPerS)}B/s";
}
