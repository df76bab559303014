namespace GpuTumor.Engine;

/// <summary>A clone by the lattice in which it began and its number there: the same name wherever its cells go.</summary>
/// <param name="Site">Where it began; 0 for the primary, and for every founder.</param>
/// <param name="Number">Its number in that lattice's table of clones.</param>
public readonly record struct CloneName(int Site, uint Number);
