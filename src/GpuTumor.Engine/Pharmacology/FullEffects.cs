using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>What drugs that act by their level in blood do to tumour cells at full effect, beyond closing a receptor or a pump.</summary>
/// <param name="EpigeneticInhibition">Part of the rate of becoming a persister that an epigenetic drug takes away, 0–1 [G].</param>
/// <param name="EpigeneticDeath">Death of persisters that it adds [G].</param>
/// <param name="Senolysis">Death of senescent cells by a senolytic; a tenth is left after a day [G].</param>
public readonly record struct FullEffects(float EpigeneticInhibition, Rate EpigeneticDeath, Rate Senolysis)
{
    /// <summary>The specification's values.</summary>
    public static FullEffects Default => new(0.9f, Rate.PerDayOf(0.3), Rate.PerDayOf(2.302585));
}
