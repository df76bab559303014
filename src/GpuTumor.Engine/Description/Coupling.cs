using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>An effect of a field on living tumour cells that the modeller declares.</summary>
/// <param name="Process">What it bears on.</param>
/// <param name="Law">How.</param>
/// <param name="Secreted">Of a coupling to secretion, the field whose secretion changes; null for all.</param>
public sealed record Coupling(CoupledProcess Process, FieldCoupling Law, string? Secreted = null)
{
    /// <summary>Whether it bears on the secretion of a field.</summary>
    public bool ActsOnSecretionOf(FieldDefinition field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Process == CoupledProcess.Secretion && (Secreted is null || Secreted == field.Name);
    }
}
