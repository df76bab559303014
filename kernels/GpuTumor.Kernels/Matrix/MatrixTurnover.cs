using System.Runtime.CompilerServices;

namespace GpuTumor.Kernels;

/// <summary>The matrix is dissolved by proteases and by mesenchymal cells that touch it, and laid down by cancer-associated fibroblasts.</summary>
/// <remarks>
/// ρ' = −ρ·(0.5/d·MMP/(1 + TIMP3/1) + 1.0/d·x) + 0.02/d·[CAF] [G], x the mesenchymal state of the most mesenchymal cell in the voxel or
/// behind one of its faces, CAF the one in the voxel. Over a step ρ ← ρ·exp(−k·t) + deposit, at most 1. Invariant: 0 ≤ ρ ≤ 1; a closed
/// voxel stays as it is.
/// </remarks>
/// <param name="Proteolysis">By a unit of MMP without TIMP3.</param>
/// <param name="TimpHalf">TIMP3 that halves it.</param>
/// <param name="Contact">By a fully mesenchymal cell.</param>
/// <param name="Deposition">By a cancer-associated fibroblast.</param>
public readonly record struct MatrixTurnover(Rate Proteolysis, float TimpHalf, Rate Contact, Rate Deposition)
{
    /// <summary>The specification's values.</summary>
    public static MatrixTurnover Default => new(Rate.PerDayOf(0.5), 1f, Rate.PerDayOf(1), Rate.PerDayOf(0.02));

    /// <summary>The density some hours later.</summary>
    /// <param name="density">Now, 0–1.</param>
    /// <param name="mmp">Matrix metalloproteinases.</param>
    /// <param name="timp">TIMP3.</param>
    /// <param name="emt">x of the most mesenchymal cell that touches it, 0–1.</param>
    /// <param name="deposits">1 where a cancer-associated fibroblast is, else 0.</param>
    /// <param name="spared">How far drugs inhibit MMP, 0–1.</param>
    /// <param name="hours">The time [h].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Advance(float density, float mmp, float timp, float emt, float deposits, float spared, float hours)
    {
        if (density > 1f)
            return density;
        Scalar free = new Scalar(mmp * (1f - spared)) / (new Scalar(1f) + (new Scalar(timp) / new Scalar(TimpHalf)));
        Scalar rate = Scalar.Fma(new Scalar(Contact.PerHour), new Scalar(emt), new Scalar(Proteolysis.PerHour) * free);
        Scalar kept = Elementary.Exp2<Scalar, ScalarWord>(rate * new Scalar(-1.44269504f * hours));
        Scalar after = Scalar.Fma(new Scalar(density), kept, new Scalar(Deposition.PerHour * hours * deposits));
        return Scalar.Min(new Scalar(1f), after).Value;
    }
}
