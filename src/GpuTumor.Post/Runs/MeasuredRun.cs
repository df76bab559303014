using System.Globalization;
using GpuTumor.Engine;
using GpuTumor.Metrics;
using GpuTumor.Snapshots;

namespace GpuTumor.Post;

/// <summary>A run with all its snapshots measured.</summary>
/// <param name="Run">Where it lies.</param>
/// <param name="Provenance">What it came from.</param>
/// <param name="Grid">Its lattice.</param>
/// <param name="Course">What was measured.</param>
/// <param name="DetectableVolume">V_det [µm³]; null for the default.</param>
internal sealed record MeasuredRun(
    RunDirectory Run, Provenance Provenance, Grid Grid, Observations Course, double? DetectableVolume)
{
    private readonly (ResponseCourse ByVolume, ResponseCourse ByDiameter)? _responses =
        Course.Has(Shape.MassVolume.Name) ? RunSummary.Responses(Course, DetectableVolume) : null;

    /// <summary>What the run noted while it went.</summary>
    public required RunJournal Journal { get; init; }

    /// <summary>Cells in the blood, as noted.</summary>
    public required BloodCourse Blood { get; init; }

    /// <summary>The distant sites, each at every snapshot that it has.</summary>
    public required IReadOnlyList<SiteSurvey> Sites { get; init; }

    /// <summary>Names of all distant sites, those without a lattice among them.</summary>
    public required IReadOnlyList<string> SiteNames { get; init; }

    /// <summary>What follows for the run as a whole.</summary>
    public Measurement Summary => field ??= RunSummary.Of(Course, DetectableVolume, Blood);

    /// <summary>The classes of response at a snapshot, by volume and by diameter; none if shape was not measured.</summary>
    public IEnumerable<string> Responses(int snapshot)
    {
        if (_responses is not { } responses)
            yield break;
        yield return Word(responses.ByVolume.Responses[snapshot]);
        yield return Word(responses.ByDiameter.Responses[snapshot]);
    }

    private static string Word(Response response) => RunSummary.BestResponseByVolume.Words[(int)response];

    /// <summary>Measures a run, telling how far it is.</summary>
    public static MeasuredRun Measure(
        RunDirectory run, MetricGroups groups, double? detectableVoxels, TextWriter progress, CancellationToken cancelled)
    {
        Surveyor? surveyor = null;
        PatientSurvey? patient = null;
        var measurements = new List<Measurement>();
        Provenance? provenance = null;
        Grid grid = default;
        for (int i = 0; i < run.Snapshots.Count; i++)
        {
            cancelled.ThrowIfCancellationRequested();
            using StoredSnapshot snapshot = StoredSnapshot.Open(run.Snapshots[i]);
            provenance ??= snapshot.Provenance;
            if (surveyor is null)
            {
                var scenario = new ResolvedScenario(provenance.ScenarioText);
                surveyor = new Surveyor(groups, RateLaws.Of(scenario), new DrugPotency(scenario));
            }

            grid = snapshot.Grid;
            patient ??= new PatientSurvey(run, grid.VoxelVolume);
            measurements.Add(surveyor.Survey(snapshot));
            if (groups.HasFlag(MetricGroups.Immune))
                patient.AddKilling(measurements);
            if (groups.HasFlag(MetricGroups.Patient))
                patient.AddTo(measurements, run.Snapshots[i]);
            string days = (snapshot.Hours / 24).ToString("0.##", CultureInfo.InvariantCulture);
            progress.WriteLine($"{run.Name}: {i + 1} of {run.Snapshots.Count}, {days} d");
        }

        var course = new Observations(measurements);
        return new(run, provenance!, grid, course, detectableVoxels * grid.VoxelVolume)
        {
            Journal = patient!.Journal,
            Blood = patient.Blood,
            Sites = patient.Sites,
            SiteNames = patient.SiteNames,
        };
    }
}
