using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>How the extracellular matrix slows diffusion.</summary>
/// <remarks>
/// <para>Netti et al. 2000 (direction): D = D₀·exp(−κ·ρ), ρ the density of the matrix, 0–1, and κ the hindrance of a substance, the
/// greater the larger its molecules. Nothing diffuses into a voxel marked as closed.</para>
/// <para>Between two voxels counts the harmonic mean of theirs, 2·a·b/(a + b): half of each voxel lies in series, so that the flux
/// through layers is exact and a closed voxel closes its faces. Seen from either side it is the same number: what leaves
/// one voxel enters the other.</para>
/// </remarks>
public static class Hindrance
{
    private const float LogarithmicE = 1.44269504f;

    /// <summary>The power of two by which a unit of density slows: −κ·log₂e.</summary>
    /// <param name="hindrance">κ.</param>
    public static float Exponent(float hindrance) => -hindrance * LogarithmicE;

    /// <summary>The diffusivity of a voxel relative to D₀, 0–1.</summary>
    /// <param name="density">ρ, or the mark of a closed voxel.</param>
    /// <param name="exponent">−κ·log₂e.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Passage<TLane, TWord>(TLane density, TLane exponent)
        where TLane : struct, ILane<TLane, TWord>
        where TWord : struct, IWord<TWord>
        => TLane.WhereLess(TLane.Of(1.5f), density, TLane.Of(0f), Elementary.Exp2<TLane, TWord>(density * exponent));

    /// <summary>The diffusivity between two voxels relative to D₀.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Between<TLane>(TLane here, TLane there)
        where TLane : struct, ILane<TLane>
    {
        TLane zero = TLane.Of(0f);
        TLane both = here + there;
        return TLane.WhereLess(zero, both, TLane.Of(2f) * here * there / both, zero);
    }

    /// <summary>Adds what leaves a voxel along one axis to <paramref name="outflow"/> [field unit/s].</summary>
    /// <param name="centre">The voxel.</param>
    /// <param name="lower">Its neighbour on the low side.</param>
    /// <param name="upper">Its neighbour on the high side.</param>
    /// <param name="toLower">Coupling to the low side in free tissue [1/s].</param>
    /// <param name="toUpper">Coupling to the high side in free tissue [1/s].</param>
    /// <param name="throughLower">What the low face lets through.</param>
    /// <param name="throughUpper">What the high face lets through.</param>
    /// <param name="outflow">What leaves otherwise.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Outflow<TLane>(
        TLane centre, TLane lower, TLane upper, TLane toLower, TLane toUpper, TLane throughLower, TLane throughUpper, TLane outflow)
        where TLane : struct, ILane<TLane>
        => Diffusion.Outflow(centre, lower, upper, toLower * throughLower, toUpper * throughUpper, outflow);

    /// <summary>Adds the couplings along one axis to <paramref name="diagonal"/> [1/s].</summary>
    /// <param name="toLower">Coupling to the low side in free tissue [1/s].</param>
    /// <param name="toUpper">Coupling to the high side in free tissue [1/s].</param>
    /// <param name="throughLower">What the low face lets through.</param>
    /// <param name="throughUpper">What the high face lets through.</param>
    /// <param name="diagonal">The sum so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Couplings<TLane>(TLane toLower, TLane toUpper, TLane throughLower, TLane throughUpper, TLane diagonal)
        where TLane : struct, ILane<TLane>
        => TLane.Fma(toUpper, throughUpper, TLane.Fma(toLower, throughLower, diagonal));
}
