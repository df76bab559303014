namespace GpuTumor.Engine;

/// <summary>Something done to the patient at planned steps.</summary>
public interface ITreatment
{
    /// <summary>As reported.</summary>
    string Name { get; }

    /// <summary>When it acts.</summary>
    Schedule When { get; }

    /// <summary>Acts, before the step of the clock.</summary>
    void Apply(Patient patient, Clock clock);
}
