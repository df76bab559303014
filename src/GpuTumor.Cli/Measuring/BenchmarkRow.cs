namespace GpuTumor.Cli;

/// <summary>One case of <c>bench all</c>; what a case does not have is null.</summary>
/// <param name="Case">As the single benchmarks call it.</param>
/// <param name="Size">Voxels along x, y and z.</param>
/// <param name="Backend">Where.</param>
/// <param name="MedianS">Median wall time of one update or step [s].</param>
/// <param name="VoxelUpdatesPerS">Voxels, times fields for a run, updated per second.</param>
/// <param name="CellStepsPerS">Living cells advanced per second.</param>
/// <param name="BytesPerVoxel">Bytes that an update must move at least.</param>
/// <param name="CopyBytesPerS">Bytes read and written per second by a plain copy in the same run.</param>
/// <param name="CopyFraction">Bytes moved per second as a fraction of the copy's.</param>
/// <param name="MemoryBytesPerVoxel">What the tissue holds.</param>
/// <param name="SecondsPerDay">Wall time of a simulated day [s].</param>
/// <param name="Speedup">How many times the rate of the processor's threads, measured in the same run.</param>
/// <param name="Skipped">Why it was not measured; null if it was.</param>
internal sealed record BenchmarkRow(
    string Case, IReadOnlyList<int> Size, string Backend, double? MedianS, double? VoxelUpdatesPerS, double? CellStepsPerS,
    double? BytesPerVoxel, double? CopyBytesPerS, double? CopyFraction, double? MemoryBytesPerVoxel,
    double? SecondsPerDay, double? Speedup, string? Skipped)
{
    /// <summary>What is compared: voxels, or cells where only those were updated.</summary>
    public double? Rate => VoxelUpdatesPerS ?? CellStepsPerS;

    /// <summary>A field kernel.</summary>
    public static BenchmarkRow Of(FieldCase measured) => new(
        measured.Case, measured.Size, measured.Backend, measured.MedianS, measured.VoxelUpdatesPerS, null,
        measured.BytesPerVoxel, measured.CopyBytesPerS, measured.CopyFraction, null, null, null, null);

    /// <summary>A part of the cells' step.</summary>
    public static BenchmarkRow Of(TissueCase measured) => new(
        measured.Case, measured.Size, measured.Backend, measured.MedianS, null, measured.CellStepsPerS,
        null, null, null, measured.MemoryBytesPerVoxel, null, null, null);

    /// <summary>A whole run.</summary>
    public static BenchmarkRow Of(RunBenchmark measured) => new(
        measured.Case, measured.Size, measured.Backend, measured.MedianS, measured.VoxelUpdatesPerS, measured.CellStepsPerS,
        null, null, null, measured.AllocatedBytesPerVoxel, 24 / measured.SimulatedHoursPerS, null, null);

    /// <summary>Cases that cannot be measured, and why.</summary>
    public static BenchmarkRow Without(string name, int size, string backend, string reason) => new(
        name, [size, size, size], backend, null, null, null, null, null, null, null, null, null, reason);

    /// <inheritdoc/>
    public override string ToString()
    {
        string name = $"{Case} {Size[0]}³ on {Backend}: ";
        if (Skipped is not null)
            return name + Skipped;
        string of = VoxelUpdatesPerS is null ? "cell-steps" : "voxel updates";
        string share = CopyFraction is { } fraction ? $", {Wording.Number(fraction, "0.00")} of a copy" : "";
        return $"{name}{Wording.Number((MedianS ?? 0) * 1e3, "0.000")} ms, {Wording.Scaled(Rate ?? 0)}{of}/s{share}";
    }
}
