using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>What one host cell gives to a field [field unit/s in the cell's voxel].</summary>
/// <remarks>
/// q by the kind of the cell; of a T cell only for some hours after a kill. A molecule a second from one cell is 2.08·10⁻⁴ nM/s in a
/// voxel of 20 µm. What each secretes belongs to the field, and has its evidence with the field's parameters: all [G]. Invariant: q ≥ 0.
/// </remarks>
/// <param name="TCell">A T cell, for some hours after it has killed.</param>
/// <param name="Mdsc">A myeloid-derived suppressor cell.</param>
/// <param name="Caf">A cancer-associated fibroblast.</param>
/// <param name="Tam">A tumour-associated macrophage.</param>
public readonly record struct HostSecretion(float TCell, float Mdsc, float Caf, float Tam)
{
    /// <summary>Whether no host cell ever gives anything.</summary>
    public bool IsNone => this == default;

    /// <summary>What a host cell gives [field unit/s].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(uint state) => HostRecord.Kind(state) switch
    {
        HostKind.TCell => HostRecord.Secreting(state) > 0u ? TCell : 0f,
        HostKind.Mdsc => Mdsc,
        HostKind.Caf => Caf,
        HostKind.Tam => Tam,
        _ => 0f,
    };
}
