using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>An effect of a field on cells that the modeller declares.</summary>
/// <param name="Process">What it bears on.</param>
/// <param name="Law">How.</param>
/// <param name="Secreted">Of a coupling to secretion, the field whose secretion changes; null for all.</param>
public sealed record Coupling(CoupledProcess Process, FieldCoupling Law, string? Secreted = null)
{
    /// <summary>Whom it bears on.</summary>
    public CoupledCells Cells { get; init; }

    /// <summary>Whether it bears on a process of some cells; of secretion, on that of a field.</summary>
    public bool ActsOn(CoupledCells cells, CoupledProcess process, FieldDefinition? secreted)
        => Cells == cells && Process == process && (secreted is null || Secreted is null || Secreted == secreted.Name);
}
