namespace GpuTumor.Engine;

/// <summary>A bath in conditioned medium: for some time a substance is held near a level everywhere in the primary's tissue.</summary>
/// <remarks>
/// c' = k·(c_bath − c) in every voxel, as in a thin culture whose medium is renewed: no gradient from the medium to the cells. With k
/// well above the decay (0.05/s against 5e-4/s) the level is that of the medium to a percent.
/// </remarks>
/// <param name="Field">Index of the field.</param>
/// <param name="PerSecond">k [1/s].</param>
/// <param name="Level">c_bath [field unit].</param>
/// <param name="FirstStep">The step before which it begins.</param>
/// <param name="LastStep">The step before which it ends; <see cref="long.MaxValue"/> for never.</param>
public sealed record Bathing(int Field, float PerSecond, float Level, long FirstStep, long LastStep) : ITreatment
{
    /// <inheritdoc/>
    public string Name => "bath";

    /// <inheritdoc/>
    public Schedule When { get; } = Schedule.At(LastStep == long.MaxValue ? [FirstStep] : [FirstStep, LastStep]);

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        bool begins = clock.Step < LastStep;
        patient.Primary.Bathe(Field, begins ? PerSecond : 0f, Level);
        FieldDefinition field = patient.Model.Fields[Field];
        patient.Ward.Record(
            clock, Name, FormattableString.Invariant($"{field.Name} {(begins ? $"held at {Level} {field.Unit}" : "left to itself")}"), "planned");
    }
}
