namespace GpuTumor.Engine;

/// <summary>Doses of a drug at given times; pharmacokinetics does the rest.</summary>
public sealed record DoseCourse : ITreatment
{
    private readonly long[] _steps;

    /// <summary>Doses before the given steps.</summary>
    /// <param name="drug">The drug.</param>
    /// <param name="standardDoses">The size of each, in standard doses.</param>
    /// <param name="infusionHours">How long each runs in; 0 for a bolus or a pill.</param>
    /// <param name="steps">The steps before which they are given.</param>
    public DoseCourse(string drug, double standardDoses, double infusionHours, IReadOnlyList<long> steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardDoses);
        ArgumentOutOfRangeException.ThrowIfNegative(infusionHours);
        (Drug, StandardDoses, InfusionHours) = (drug, standardDoses, infusionHours);
        _steps = [.. steps.Order().Distinct()];
        When = Schedule.At(_steps);
    }

    /// <summary>The drug.</summary>
    public string Drug { get; }

    /// <summary>The size of each, in standard doses.</summary>
    public double StandardDoses { get; }

    /// <summary>How long each runs in [h].</summary>
    public double InfusionHours { get; }

    /// <summary>The steps before which they are given.</summary>
    public IReadOnlyList<long> Steps => _steps;

    /// <inheritdoc/>
    public string Name => Drug;

    /// <inheritdoc/>
    public Schedule When { get; }

    /// <inheritdoc/>
    public void Apply(Patient patient, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(patient);
        patient.Plasma.Give(Drug, StandardDoses, InfusionHours);
    }
}
