namespace GpuTumor.Kernels;

/// <summary>What a host cell is. It may share a voxel with a tumour cell.</summary>
public enum HostKind : uint
{
    /// <summary>No host cell.</summary>
    None = 0,

    /// <summary>A cytotoxic T cell.</summary>
    TCell = 1,

    /// <summary>A myeloid-derived suppressor cell.</summary>
    Mdsc = 2,

    /// <summary>A cancer-associated fibroblast.</summary>
    Caf = 3,

    /// <summary>A tumour-associated macrophage: what an MDSC becomes that stays.</summary>
    Tam = 4,

    /// <summary>A resting fibroblast of the stroma.</summary>
    Fibroblast = 5,
}
