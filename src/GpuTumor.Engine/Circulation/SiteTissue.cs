namespace GpuTumor.Engine;

/// <summary>A distant site of one patient: its lattice once there is one.</summary>
public sealed class SiteTissue : IStateful, IDisposable
{
    private const int LooksPerDay = 1;

    // Of a signal, in its field's unit: hundreds of times below what cells respond to.
    private const double SignalGone = 1e-3;

    private readonly IBackend _backend;

    internal SiteTissue(DistantSite site, IBackend backend) => (Site, _backend) = (site, backend);

    /// <summary>The description.</summary>
    public DistantSite Site { get; }

    /// <summary>The lattice; null until a cell begins to grow here.</summary>
    public ITissue? Tissue { get; private set; }

    /// <summary>Whether it is stepped: it holds cells, or signals that cells left.</summary>
    public bool IsActive { get; private set; }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        // Whether there is a lattice comes first: it is made before its state is given back.
        SmallState.Carry(archive, "state", Save, Restore);
        Tissue?.Carry(archive.Part("tissue"));
    }

    /// <inheritdoc/>
    public void Dispose() => Tissue?.Dispose();

    /// <summary>The lattice, made if there is none, and stepped from now on.</summary>
    internal ITissue Awaken()
    {
        Tissue ??= _backend.Create(Site.Tissue);
        IsActive = true;
        return Tissue;
    }

    /// <summary>One step, unless nothing lives here and nothing tells of what did.</summary>
    internal void Advance(Clock clock, ReadOnlySpan<float> plasma)
    {
        if (!IsActive)
            return;
        Tissue!.Advance(clock, plasma);
        long stepsPerLook = Math.Max(1, (long)Math.Round(24 / clock.StepHours / LooksPerDay));
        if (clock.Step % stepsPerLook == 0)
            IsActive = CountMass() > 0 || HoldsSignals();
    }

    /// <summary>Cells in the lattice, dead ones among them.</summary>
    public long CountMass()
    {
        if (Tissue is null)
            return 0;
        Census census = Tissue.TakeCensus();
        return census.Living + census.Apoptotic + census.Necrotic;
    }

    private bool HoldsSignals()
    {
        for (int field = 0; field < Site.Tissue.Fields.Count; field++)
        {
            FieldDefinition definition = Site.Tissue.Fields[field];
            if ((!definition.Secretion.IsNone || definition.WoundSecretion > 0f) && Tissue!.Summarise(field).Maximum > SignalGone)
                return true;
        }

        return false;
    }

    internal void Save(BinaryWriter to)
    {
        to.Write(Tissue is not null);
        to.Write(IsActive);
    }

    /// <summary>Takes up whether there is a lattice, which is then made empty; its own state is restored by itself.</summary>
    internal void Restore(BinaryReader from)
    {
        if (from.ReadBoolean())
            Awaken();
        IsActive = from.ReadBoolean();
    }
}
