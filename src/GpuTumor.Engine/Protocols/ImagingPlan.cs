namespace GpuTumor.Engine;

/// <summary>What a clinician gets to see of the tumour: scans now and then, late, blurred, and nothing below a limit.</summary>
/// <remarks>A scan reports n·exp(σ·z), z standard normal, of n cells, living or dead [G]; below the limit it reports none.</remarks>
/// <param name="IntervalSteps">Steps between scans.</param>
/// <param name="LagSteps">Steps until a scan is reported.</param>
/// <param name="Noise">σ, relative.</param>
/// <param name="DetectionLimit">Cells below which nothing is seen.</param>
/// <param name="BiopsyCells">Cells that a biopsy takes for its counts.</param>
public sealed record ImagingPlan(long IntervalSteps, long LagSteps, double Noise, double DetectionLimit, int BiopsyCells);
