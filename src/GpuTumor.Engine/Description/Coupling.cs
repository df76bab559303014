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

    /// <summary>Of tumour cells, which of them; all by default.</summary>
    public CellGroup Whose { get; init; }

    /// <summary>What it bears on, with others that bear on the same.</summary>
    public CouplingTarget Target => new(Cells, Process, Whose);

    /// <summary>Whether it bears on a process of some cells; of secretion, on that of a field.</summary>
    public bool ActsOn(CouplingTarget target, FieldDefinition? secreted)
        => Target == target && (secreted is null || Secreted is null || Secreted == secreted.Name);
}
