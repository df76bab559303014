namespace GpuTumor.Kernels;

/// <summary>How a living cell takes the drug, apart from its genes.</summary>
public enum CellMode : uint
{
    /// <summary>As its genotype says.</summary>
    Normal = 0,

    /// <summary>Drug-tolerant persister: hardly dies of the drug, does not divide.</summary>
    Persister = 1,

    /// <summary>Expanded persister: tolerant, and divides slowly under the drug.</summary>
    ExpandedPersister = 2,

    /// <summary>Dormant: alive in foreign tissue, not dividing.</summary>
    Dormant = 3,
}
