namespace GpuTumor.Backends.Cpu;

/// <summary>One measured case of the cells.</summary>
/// <param name="Case">As on the command line: <c>cells.step</c>.</param>
/// <param name="Size">Voxels along x, y, z.</param>
/// <param name="Threads">Threads that worked.</param>
/// <param name="Cells">Cells on the lattice.</param>
/// <param name="MedianSeconds">Median wall time of one step of all cells, or of one substep of the lattice [s].</param>
/// <param name="CellStepsPerSecond">Cells over that time [1/s].</param>
/// <param name="VoxelUpdatesPerSecond">Voxels of the active part over that time [1/s].</param>
public sealed record CellBenchmark(
    string Case, int[] Size, int Threads, long Cells, double MedianSeconds, double CellStepsPerSecond, double VoxelUpdatesPerSecond);
