namespace GpuTumor.Engine;

/// <summary>
/// A wound, as surgery or an extracted tooth leaves one: for days the hurt tissue secretes what calls and feeds cells.
/// </summary>
/// <param name="Step">The step before which it is made.</param>
/// <param name="Region">Where.</param>
public sealed record Wounding(long Step, Ball Region) : ITreatment
{
    /// <inheritdoc/>
    public string Name => "wound";

    /// <inheritdoc/>
    public Schedule When { get; } = Schedule.At([Step]);

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        patient.Primary.Wound(Region);
    }
}
