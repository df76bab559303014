namespace GpuTumor.Metrics;

/// <summary>A step of a <see cref="SurvivalCurve"/>.</summary>
/// <param name="Days">When [d].</param>
/// <param name="Share">Share without event from here on, S(t).</param>
/// <param name="Low">Lower end of the pointwise 95 % interval.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct SurvivalStep(double Days, double Share, double Low, double High);
