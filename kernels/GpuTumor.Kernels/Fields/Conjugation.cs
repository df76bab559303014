using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>A step of conjugate gradients in three terms: u + a·(G(u) − u) + m·(u − u₋).</summary>
/// <remarks>G(u) is what a cycle of multigrid made of u. A concentration is not negative.</remarks>
public static class Conjugation
{
    /// <summary>The next concentration.</summary>
    /// <param name="before">u.</param>
    /// <param name="beforeThat">u₋.</param>
    /// <param name="after">G(u).</param>
    /// <param name="along">a.</param>
    /// <param name="onward">m; 0 to leave u₋ out.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Next<TLane>(TLane before, TLane beforeThat, TLane after, TLane along, TLane onward)
        where TLane : struct, ILane<TLane>
        => Clipping.Positive(TLane.Fma(along, after - before, TLane.Fma(onward, before - beforeThat, before)));
}
