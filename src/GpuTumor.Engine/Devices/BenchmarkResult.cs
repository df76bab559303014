namespace GpuTumor.Engine;

/// <summary>One measured case.</summary>
/// <param name="Case">As on the command line: <c>fields.clenshaw</c>.</param>
/// <param name="Size">Voxels along x, y, z.</param>
/// <param name="Backend">The backend's name.</param>
/// <param name="Threads">Threads that worked.</param>
/// <param name="MedianSeconds">Median wall time of one update of all voxels [s].</param>
/// <param name="VoxelUpdatesPerSecond">Voxels over that time [1/s].</param>
/// <param name="BytesPerVoxel">Bytes that an update must move at least: every map read or written once.</param>
/// <param name="CopyBytesPerSecond">Bytes read and written per second by a plain copy, measured in the same run.</param>
/// <param name="CopyFraction">Bytes moved per second as a fraction of the copy's.</param>
public sealed record BenchmarkResult(
    string Case, int[] Size, string Backend, int Threads, double MedianSeconds, double VoxelUpdatesPerSecond,
    double BytesPerVoxel, double CopyBytesPerSecond, double CopyFraction);
