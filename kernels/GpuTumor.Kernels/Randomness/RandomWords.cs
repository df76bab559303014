namespace GpuTumor.Kernels;

/// <summary>Four random words, each for one decision.</summary>
public readonly record struct RandomWords(uint First, uint Second, uint Third, uint Fourth);
