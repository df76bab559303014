using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>The runs of one arm, which differ in their seed only.</summary>
/// <param name="Arm">The arm's name.</param>
/// <param name="Runs">Its runs, at least one.</param>
internal sealed record Ensemble(string Arm, IReadOnlyList<MeasuredRun> Runs)
{
    /// <summary>
    /// Sorts runs into arms: runs of the same scenario and arm with different seeds belong together; runs that share a seed
    /// too differ in something else, and each is an arm of its own, named after its directory.
    /// </summary>
    public static IReadOnlyList<Ensemble> Of(IReadOnlyList<MeasuredRun> runs)
    {
        var ensembles = new List<Ensemble>();
        foreach (IGrouping<string, MeasuredRun> same in runs.GroupBy(r => r.Provenance.Scenario))
        {
            bool seeds = same.Select(r => r.Provenance.Seed).Distinct().Count() == same.Count();
            if (seeds)
                ensembles.Add(new(ArmOf(same.Key), [.. same]));
            else
                ensembles.AddRange(same.Select(r => new Ensemble(r.Run.Name, [r])));
        }

        bool ambiguous = ensembles.Select(e => e.Arm).Distinct().Count() < ensembles.Count;
        return ambiguous ? [.. ensembles.Select(Unambiguous)] : ensembles;
    }

    /// <summary>The values of a metric at a moment, over the runs that have it.</summary>
    public IReadOnlyList<double> Values(string metric, double hours)
        => [.. Runs.SelectMany(r => r.Course.Measurements)
            .Where(m => IsAt(m, hours)).Select(m => m[metric]).Where(v => !double.IsNaN(v))];

    /// <summary>When each run progressed by volume, or how long it was watched without.</summary>
    public IEnumerable<Survival> TimesToProgression() => Runs.Select(r =>
    {
        double days = r.Summary[RunSummary.TimeToProgression];
        IReadOnlyList<Measurement> seen = r.Course.Measurements;
        return double.IsNaN(days) ? new Survival((seen[^1].Hours - seen[0].Hours) / 24, false) : new Survival(days, true);
    });

    /// <summary>Whether every run was looked at at a moment.</summary>
    public bool HasMoment(double hours) => Runs.All(r => r.Course.Measurements.Any(m => IsAt(m, hours)));

    // Times are whole steps of a fixed length: they differ by rounding only.
    private static bool IsAt(Measurement measurement, double hours) => Math.Abs(measurement.Hours - hours) < 1e-6 * (1 + hours);

    private static string ArmOf(string scenario) => scenario[(scenario.LastIndexOf('/') + 1)..];

    private static Ensemble Unambiguous(Ensemble ensemble)
        => ensemble with { Arm = ensemble.Runs.Count == 1 ? ensemble.Runs[0].Run.Path : ensemble.Runs[0].Provenance.Scenario };
}
