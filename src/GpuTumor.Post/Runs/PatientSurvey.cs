using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>What lies around a run's primary tumour: drugs in plasma, cells in the blood, distant sites.</summary>
internal sealed class PatientSurvey
{
    private readonly RunDirectory _run;
    private readonly List<SiteSurvey> _sites = [];

    /// <summary>Reads what the run noted.</summary>
    /// <param name="run">The run.</param>
    /// <param name="voxelVolume">Of its lattice [µm³].</param>
    public PatientSurvey(RunDirectory run, double voxelVolume)
    {
        _run = run;
        Journal = RunJournal.Read(run.Path);
        Blood = new BloodCourse(Journal, voxelVolume);
        SiteNames = [.. Blood.Sites.Skip(1).Union(run.Sites)];
    }

    /// <summary>What the run noted while it went.</summary>
    public RunJournal Journal { get; }

    /// <summary>Cells in the blood, as noted.</summary>
    public BloodCourse Blood { get; }

    /// <summary>Names of all distant sites.</summary>
    public IReadOnlyList<string> SiteNames { get; }

    /// <summary>The distant sites at the moments seen so far.</summary>
    public IReadOnlyList<SiteSurvey> Sites => _sites;

    /// <summary>Adds what the run noted of T cells.</summary>
    /// <param name="measurements">Of all snapshots so far.</param>
    public void AddKilling(IReadOnlyList<Measurement> measurements)
        => TCellKilling.Measure(Journal, measurements.Count > 1 ? measurements[^2].Hours : double.NaN, measurements[^1]);

    /// <summary>Adds all else at a snapshot of the primary.</summary>
    /// <param name="measurements">Of all snapshots so far.</param>
    /// <param name="snapshot">The last one's file.</param>
    public void AddTo(IReadOnlyList<Measurement> measurements, string snapshot)
    {
        Measurement measurement = measurements[^1];
        Journal.AddTo(measurement);
        Blood.AddTo(measurement);
        Metastases.MeasureLabelled(measurements[0], measurement);
        if (SiteNames.Count == 0)
            return;
        SiteSurvey[] now = [.. SiteNames.Select(site => Survey(site, snapshot)).OfType<SiteSurvey>()];
        Metastases.Measure(SiteNames, now, measurement);
        _sites.AddRange(now);
    }

    private SiteSurvey? Survey(string site, string snapshot)
    {
        if (_run.SnapshotOf(site, snapshot) is not { } path)
            return null;
        using StoredSnapshot stored = StoredSnapshot.Open(path);
        return SiteSurvey.Of(stored, site);
    }
}
