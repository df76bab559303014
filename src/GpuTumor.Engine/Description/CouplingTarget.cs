using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>What fields bear on together: a process of some cells. It takes one map of factors, or of rates that are added.</summary>
/// <param name="Cells">The kind of the cells.</param>
/// <param name="Process">What of them.</param>
/// <param name="Whose">Of tumour cells, which of them.</param>
public readonly record struct CouplingTarget(CoupledCells Cells, CoupledProcess Process, CellGroup Whose = default)
{
    /// <summary>Whether it is of all cells of their kind.</summary>
    public bool IsOfAll => Whose == default;

    /// <summary>Whether what fields do adds up, from 0; else it multiplies, from 1.</summary>
    public bool Adds => Process == CoupledProcess.Death;

    /// <summary>What it is without any field.</summary>
    public float Undisturbed => Adds ? 0f : 1f;
}
