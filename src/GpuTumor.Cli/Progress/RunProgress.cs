namespace GpuTumor.Cli;

/// <summary>How far a run is.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps to do.</param>
/// <param name="Hours">Simulated time [h].</param>
/// <param name="Cells">Living tumour cells.</param>
/// <param name="StepsPerSecond">Of late.</param>
/// <param name="SecondsLeft">At that rate.</param>
internal sealed record RunProgress(
    string Arm, long Step, long Steps, double Hours, long Cells, double StepsPerSecond, double SecondsLeft);
