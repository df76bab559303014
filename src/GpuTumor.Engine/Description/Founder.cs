using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>A clone present at the start.</summary>
/// <param name="Name">As reported: <c>sensitive</c>, <c>resistant</c>.</param>
/// <param name="Genotype">Its mutations.</param>
/// <param name="Fraction">Its share of the first cells, 0–1; the shares of all founders add to 1.</param>
public sealed record Founder(string Name, Genotype Genotype, double Fraction)
{
    /// <summary>FRA1 silenced: the secretome is released without any drug.</summary>
    public bool Fra1Knockdown { get; init; }
}
