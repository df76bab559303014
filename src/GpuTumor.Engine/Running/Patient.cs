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
        Sites = [.. model.Sites.Select(site => new SiteTissue(site, backend))];
        if (model.Circulation is { } blood)
            Circulation = new Circulation(model, blood, Primary, Sites);
    }

    /// <summary>The description.</summary>
    public Model Model { get; }

    /// <summary>The blood.</summary>
    public Plasma Plasma { get; }

    /// <summary>Where protocols see to the patient.</summary>
    public Ward Ward { get; }

    /// <summary>The primary tumour's tissue.</summary>
    public ITissue Primary { get; }

    /// <summary>The distant sites.</summary>
    public IReadOnlyList<SiteTissue> Sites { get; }

    /// <summary>Tumour cells in the blood; null where the tumour sheds none.</summary>
    public Circulation? Circulation { get; }

    /// <summary>The lattice of a site and its description; null while there is none.</summary>
    public (ITissue Tissue, Model Model)? LatticeOf(string site)
    {
        if (site == "primary")
            return (Primary, Model);
        SiteTissue? distant = Sites.FirstOrDefault(one => one.Site.Name == site);
        return distant?.Tissue is { } tissue ? (tissue, distant.Site.Tissue) : null;
    }

    /// <summary>
    /// Advances by whole steps: one at least, so that what was done to the patient for this step is not done again, then fewer if cancelled
    /// on the way. Returns the clock reached.
    /// </summary>
    public Clock Advance(Clock clock, long steps, CancellationToken cancelled)
    {
        for (long i = 0; i < steps && (i == 0 || !cancelled.IsCancellationRequested); i++)
        {
            Ward.Attend(this, clock);
            Plasma.Advance(Model.StepHours);
            Primary.Advance(clock, Plasma.Levels);
            foreach (SiteTissue site in Sites)
                site.Advance(clock, Plasma.Levels);
            Circulation?.Advance(clock, Plasma);
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
        Circulation?.Carry(archive.Part("circulation"));
        foreach (SiteTissue site in Sites)
            site.Carry(archive.Part("sites").Part(site.Site.Name));
    }

    /// <summary>Cells of the tumour's mass, dead ones among them: what a perfect scan would see.</summary>
    public long CountMass()
    {
        Census census = Primary.TakeCensus();
        return census.Living + census.Apoptotic + census.Necrotic + Sites.Sum(site => site.CountMass());
    }

    /// <summary>A hash of the cells and fields of every site and of all that circulates.</summary>
    public ulong StateHash()
    {
        ulong hash = Primary.StateHash();
        for (int site = 0; site < Sites.Count; site++)
            hash += Kernels.StateHash.Of(1u << 21, site, 0) * (Sites[site].Tissue?.StateHash() ?? 0);
        return hash + (Circulation?.StateHash() ?? 0);
    }

    /// <summary>Throws if a field has left the finite numbers.</summary>
    /// <exception cref="DivergedException">Says which field, where and when.</exception>
    public void EnsureFinite(Clock clock)
    {
        EnsureFinite(Primary, Model, clock);
        foreach (SiteTissue site in Sites.Where(site => site.IsActive))
            EnsureFinite(site.Tissue!, site.Site.Tissue, clock);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Primary.Dispose();
        foreach (SiteTissue site in Sites)
            site.Dispose();
    }

    private static void EnsureFinite(ITissue tissue, Model model, Clock clock)
    {
        for (int field = 0; field < model.Fields.Count; field++)
        {
            long voxel = tissue.FindNonFinite(field);
            if (voxel >= 0)
                throw new DivergedException(model.Fields[field].Name, voxel, model.Grid, clock);
        }
    }
}
