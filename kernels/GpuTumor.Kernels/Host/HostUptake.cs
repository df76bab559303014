using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>First-order uptake of a field by a host cell, in its voxel [1/s].</summary>
/// <remarks>c' = −k·c, k by the kind of the cell; 0 unless a scenario says otherwise, the modeller's own. Invariant: k ≥ 0.</remarks>
/// <param name="TCell">A T cell.</param>
/// <param name="Mdsc">A myeloid-derived suppressor cell.</param>
/// <param name="Caf">A cancer-associated fibroblast.</param>
/// <param name="Tam">A tumour-associated macrophage.</param>
public readonly record struct HostUptake(float TCell, float Mdsc, float Caf, float Tam)
{
    /// <summary>Whether no host cell ever takes anything.</summary>
    public bool IsNone => this == default;

    /// <summary>What a host cell takes [1/s].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(uint state) => HostRecord.Kind(state) switch
    {
        HostKind.TCell => TCell,
        HostKind.Mdsc => Mdsc,
        HostKind.Caf => Caf,
        HostKind.Tam => Tam,
        _ => 0f,
    };
}
