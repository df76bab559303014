using GpuTumor.Backends.Cpu;

namespace GpuTumor.Cli;

/// <summary>A measurement of the cells as the other cases are told.</summary>
/// <param name="Case"><c>cells.step</c> and the like.</param>
/// <param name="Size">Voxels along x, y and z.</param>
/// <param name="Backend">Where.</param>
/// <param name="Threads">Threads that worked.</param>
/// <param name="Cells">Cells on the lattice.</param>
/// <param name="MedianS">Median wall time of one step, or one substep of transport [s].</param>
/// <param name="CellStepsPerS">Cells over that time.</param>
/// <param name="VoxelUpdatesPerS">Voxels over that time.</param>
internal sealed record CellCase(
    string Case, IReadOnlyList<int> Size, string Backend, int Threads, long Cells, double MedianS, double CellStepsPerS,
    double VoxelUpdatesPerS)
{
    /// <summary>From what was measured.</summary>
    public static CellCase Of(CellBenchmark measured) => new(
        measured.Case, measured.Size, "cpu", measured.Threads, measured.Cells, measured.MedianSeconds, measured.CellStepsPerSecond,
        measured.VoxelUpdatesPerSecond);

    /// <inheritdoc/>
    public override string ToString()
        => $"{Case}: {string.Join(" × ", Size)} voxels, {Wording.Scaled(Cells)}cells, {Threads} threads: "
            + $"{Wording.Number(CellStepsPerS / 1e6, "0.0")} M cells/s, {Wording.Number(VoxelUpdatesPerS / 1e9, "0.00")} G voxels/s";
}
