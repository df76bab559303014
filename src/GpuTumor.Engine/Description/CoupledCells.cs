namespace GpuTumor.Engine;

/// <summary>The cells that a field may bear on.</summary>
public enum CoupledCells
{
    /// <summary>Living tumour cells.</summary>
    Tumour,

    /// <summary>T cells.</summary>
    TCell,

    /// <summary>Myeloid-derived suppressor cells and the macrophages they become.</summary>
    Myeloid,

    /// <summary>Cancer-associated fibroblasts.</summary>
    Caf,
}
