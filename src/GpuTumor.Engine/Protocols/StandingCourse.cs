namespace GpuTumor.Engine;

/// <summary>A treatment that a protocol may begin: a drug held at a level, or doses at an interval.</summary>
/// <param name="Drug">The drug.</param>
/// <param name="Level">The level held; 0 if doses are given.</param>
/// <param name="StandardDoses">The size of each dose, in standard doses; 0 if a level is held.</param>
/// <param name="IntervalSteps">Steps between doses.</param>
/// <param name="InfusionHours">How long each runs in [h].</param>
public sealed record StandingCourse(string Drug, double Level, double StandardDoses, long IntervalSteps, double InfusionHours);
