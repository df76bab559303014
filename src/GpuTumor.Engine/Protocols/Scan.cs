namespace GpuTumor.Engine;

/// <summary>One scan, as it is reported.</summary>
/// <param name="TakenAt">The step before which it was taken.</param>
/// <param name="KnownAt">The step before which it is reported.</param>
/// <param name="Cells">What it measured; 0 if nothing was seen.</param>
public readonly record struct Scan(long TakenAt, long KnownAt, double Cells);
