namespace GpuTumor.Engine;

/// <summary>Simulated time: whole steps of one length, so that the time of a step never depends on how it was reached.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="StepHours">Length of a step [h].</param>
public readonly record struct Clock(long Step, double StepHours)
{
    /// <summary>Time since the start [h].</summary>
    public double Hours => Step * StepHours;

    /// <summary>Time since the start [d].</summary>
    public double Days => Hours / 24.0;

    /// <summary>The clock some steps on.</summary>
    public Clock After(long steps) => this with { Step = Step + steps };
}
