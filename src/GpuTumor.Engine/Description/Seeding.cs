namespace GpuTumor.Engine;

/// <summary>The first cells: a ball in the middle of the box, its clones mixed at random in exact numbers.</summary>
/// <param name="Cells">How many.</param>
public readonly record struct Seeding(long Cells);
