using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>Gauss–Seidel relaxation of k·c + Σ aₙ·(c − cₙ) = f in one voxel.</summary>
/// <remarks>
/// The defect is f − k·c − Σ aₙ·(c − cₙ); relaxing adds defect / (k + Σ aₙ), after which the defect is zero. Written as a
/// correction, not as a weighted sum of neighbours: rounding then scales with the change and not with the value.
/// </remarks>
public static class Relaxation
{
    /// <summary>The source that the present state leaves unmatched [field unit/s].</summary>
    /// <param name="source">f.</param>
    /// <param name="outflow">k·c + Σ aₙ·(c − cₙ).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Defect<TLane>(TLane source, TLane outflow)
        where TLane : struct, ILane<TLane>
        => source - outflow;

    /// <summary>The concentration that leaves no defect; unchanged where nothing could change it.</summary>
    /// <param name="concentration">c.</param>
    /// <param name="defect">f − k·c − Σ aₙ·(c − cₙ).</param>
    /// <param name="diagonal">k + Σ aₙ ≥ 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Relax<TLane>(TLane concentration, TLane defect, TLane diagonal)
        where TLane : struct, ILane<TLane>
        => TLane.WhereLess(TLane.Of(0f), diagonal, concentration + (defect / diagonal), concentration);
}
