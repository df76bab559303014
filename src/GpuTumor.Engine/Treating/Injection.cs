namespace GpuTumor.Engine;

/// <summary>Cells of a founder injected into a vein; they carry its label wherever they go.</summary>
/// <param name="Founder">Index of the founder.</param>
/// <param name="Cells">How many.</param>
/// <param name="AtStep">The step before which they are injected.</param>
public sealed record Injection(int Founder, long Cells, long AtStep) : ITreatment
{
    /// <inheritdoc/>
    public string Name => "injection";

    /// <inheritdoc/>
    public Schedule When { get; } = Schedule.At([AtStep]);

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        CellState cell = CellState.Founding(patient.Model.Founders, Founder);
        (patient.Circulation ?? throw new InvalidOperationException("an injection needs a circulation")).Inject(cell, Cells, 1);
        patient.Ward.Record(clock, Name, FormattableString.Invariant($"{Cells} cells of {patient.Model.Founders[Founder].Name}"), "planned");
    }
}
