namespace GpuTumor.Engine;

/// <summary>A drug held at a plasma level from one time to another (chow, a pump).</summary>
/// <param name="Drug">The drug.</param>
/// <param name="Level">Plasma level, 1 = the drug's steady state.</param>
/// <param name="FirstStep">The step before which it begins.</param>
/// <param name="LastStep">The step before which it ends; <see cref="long.MaxValue"/> for never.</param>
public sealed record DrugCourse(string Drug, float Level, long FirstStep, long LastStep) : ITreatment
{
    /// <inheritdoc/>
    public string Name => Drug;

    /// <inheritdoc/>
    public Schedule When { get; } = Schedule.At(LastStep == long.MaxValue ? [FirstStep] : [FirstStep, LastStep]);

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        patient.Plasma.Hold(Drug, clock.Step < LastStep ? Level : 0.0);
    }
}
