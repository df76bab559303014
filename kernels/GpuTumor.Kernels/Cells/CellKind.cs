namespace GpuTumor.Kernels;

/// <summary>What fills a cell's place.</summary>
public enum CellKind : uint
{
    /// <summary>Nothing: a free record.</summary>
    Empty = 0,

    /// <summary>A living tumour cell.</summary>
    Tumour = 1,

    /// <summary>A cell that died by apoptosis, not yet cleared.</summary>
    Apoptotic = 2,

    /// <summary>A cell that died of want of oxygen, not yet lysed.</summary>
    Necrotic = 3,
}
