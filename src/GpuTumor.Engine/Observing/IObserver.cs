namespace GpuTumor.Engine;

/// <summary>Something that looks at the patient at planned steps and changes nothing.</summary>
public interface IObserver
{
    /// <summary>When it looks.</summary>
    Schedule When { get; }

    /// <summary>Looks. Returns true if the run has shown what it was for and may stop.</summary>
    bool Observe(Patient patient, Clock clock);
}
