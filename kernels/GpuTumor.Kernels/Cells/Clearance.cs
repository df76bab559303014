namespace GpuTumor.Kernels;

/// <summary>How long the dead keep their place: apoptotic bodies until they are eaten, necrotic cells until they lyse.</summary>
/// <remarks>12 h [M]; 5 d (2–60) [M]. Kept as whole steps, at most 255.</remarks>
/// <param name="ApoptoticSteps">Steps an apoptotic body stays.</param>
/// <param name="NecroticSteps">Steps a necrotic cell stays.</param>
public readonly record struct Clearance(uint ApoptoticSteps, uint NecroticSteps);
