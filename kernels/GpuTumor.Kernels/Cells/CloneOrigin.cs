namespace GpuTumor.Kernels;

/// <summary>Where the resistance of a clone comes from.</summary>
public enum CloneOrigin : uint
{
    /// <summary>It was there at the start.</summary>
    Founder = 0,

    /// <summary>By a mutation.</summary>
    Mutation = 1,

    /// <summary>By a mutation of a cell that the drug had made a persister.</summary>
    Induced = 2,
}
