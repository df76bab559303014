namespace GpuTumor.Engine;

/// <summary>A biopsy of the primary tumour that is taken whatever is seen; its counts are logged.</summary>
/// <param name="Cells">Cells taken.</param>
/// <param name="Steps">The steps before which it is taken.</param>
public sealed record PlannedBiopsy(int Cells, IReadOnlyList<long> Steps) : ITreatment
{
    /// <inheritdoc/>
    public string Name => "biopsy";

    /// <inheritdoc/>
    public Schedule When { get; } = Schedule.At(Steps);

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        patient.Ward.Record(clock, Name, Biopsy.Of(patient.Primary, patient.Model, clock, Cells).ToString(), "planned");
    }
}
