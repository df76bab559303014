namespace GpuTumor.Kernels;

/// <summary>How long the dead keep their place: apoptotic bodies until they are eaten, necrotic cells until they lyse.</summary>
/// <remarks>
/// A body is gone after 12 h [M], a necrotic cell after 5 d (2–60) [M], each after exactly that time. Whole steps, at most 255: an age is a
/// byte. Invariant: a place that the dead keep is free afterwards, or goes to the cell that waits there.
/// </remarks>
/// <param name="ApoptoticSteps">Steps an apoptotic body stays.</param>
/// <param name="NecroticSteps">Steps a necrotic cell stays.</param>
public readonly record struct Clearance(uint ApoptoticSteps, uint NecroticSteps);
