namespace GpuTumor.Backends.Cpu;

/// <summary>Voxels of a row that lie side by side: from one up to, not including, another.</summary>
internal readonly record struct RowRun(int X0, int X1);
