namespace GpuTumor.Engine;

/// <summary>The simulated patient: a tumour site on a device and the blood that reaches it.</summary>
public sealed class Patient : IStateful, IDisposable
{
    /// <summary>A patient as the model describes, on a device.</summary>
    public Patient(Model model, IBackend backend)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(backend);
        Model = model;
        Plasma = new Plasma(model);
        Ward = new Ward(model);
        Primary = backend.Create(model);
    }

    /// <summary>The description.</summary>
    public Model Model { get; }

    /// <summary>The blood.</summary>
    public Plasma Plasma { get; }

    /// <summary>Where protocols see to the patient.</summary>
    public Ward Ward { get; }

    /// <summary>The primary tumour's tissue.</summary>
    public ITissue Primary { get; }

    /// <summary>Advances by whole steps, fewer if cancelled on the way. Returns the clock reached.</summary>
    public Clock Advance(Clock clock, long steps, CancellationToken cancelled)
    {
        for (long i = 0; i < steps && !cancelled.IsCancellationRequested; i++)
        {
            Ward.Attend(this, clock);
            Plasma.Advance(Model.StepHours);
            Primary.Advance(clock, Plasma.Levels);
            clock = clock.After(1);
        }

        return clock;
    }

    /// <inheritdoc/>
    public void Carry(IStateArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        Plasma.Carry(archive.Part("plasma"));
        Ward.Carry(archive.Part("ward"));
        Primary.Carry(archive.Part("primary"));
    }

    /// <summary>Cells of the tumour's mass, dead ones among them: what a perfect scan would see.</summary>
    public long CountMass()
    {
        Census census = Primary.TakeCensus();
        return census.Living + census.Apoptotic + census.Necrotic;
    }

    /// <summary>Throws if a field has left the finite numbers.</summary>
    /// <exception cref="DivergedException">Says which field, where and when.</exception>
    public void EnsureFinite(Clock clock)
    {
        for (int field = 0; field < Model.Fields.Count; field++)
        {
            long voxel = Primary.FindNonFinite(field);
            if (voxel >= 0)
                throw new DivergedException(Model.Fields[field].Name, voxel, Model.Grid, clock);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Primary.Dispose();
}
