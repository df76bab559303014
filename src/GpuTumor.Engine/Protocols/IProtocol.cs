namespace GpuTumor.Engine;

/// <summary>A rule that treats by what is seen of the patient. Never changes; what it remembers is its controller's.</summary>
public interface IProtocol
{
    /// <summary>As reported: <c>adaptive_hold</c>.</summary>
    string Name { get; }

    /// <summary>The rule at the start of a patient's treatment.</summary>
    IController Begin();
}

/// <summary>A protocol at work on one patient.</summary>
public interface IController
{
    /// <summary>Looks at the notes and gives orders, before each step.</summary>
    void Attend(Ward ward);

    /// <summary>Writes what it remembers.</summary>
    void Save(BinaryWriter to);

    /// <summary>Takes it up again.</summary>
    void Restore(BinaryReader from);
}
