using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How the concentration of a field bears on a rate of the cells: by a Hill curve from no effect to the full one.</summary>
/// <remarks>
/// A factor is 1 + (a − 1)·h(c), a rate that is added a·h(c) [1/h], h(c) = cⁿ/(cⁿ + Kⁿ); a, K and n are the modeller's, and so is the
/// evidence. Several fields on one process: factors multiply, rates add, in the order of the fields. Invariant: not negative.
/// </remarks>
/// <param name="Response">h.</param>
/// <param name="Full">a, what the field does at saturation.</param>
public readonly record struct FieldCoupling(Hill Response, float Full)
{
    /// <summary>The factor on a rate.</summary>
    /// <param name="concentration">c.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Factor<TLane, TWord>(TLane concentration)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.Fma(TLane.Of(Full - 1f), Response.Of<TLane, TWord>(concentration), TLane.Of(1f));

    /// <summary>A sum of rates [1/h] with this one.</summary>
    /// <param name="concentration">c.</param>
    /// <param name="others">What others add.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Add<TLane, TWord>(TLane concentration, TLane others)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.Fma(TLane.Of(Full), Response.Of<TLane, TWord>(concentration), others);
}
