namespace GpuTumor.Metrics;

/// <summary>Voxels of one component that lie side by side along x.</summary>
/// <param name="Y">Row.</param>
/// <param name="Z">Plane.</param>
/// <param name="Start">First x.</param>
/// <param name="End">Last x.</param>
/// <param name="Component">Which component.</param>
internal readonly record struct VoxelRun(int Y, int Z, int Start, int End, int Component);
