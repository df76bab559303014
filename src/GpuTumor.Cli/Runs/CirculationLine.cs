using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>The circulation in numbers of cells since the start.</summary>
/// <param name="Entered">Shed into the blood or injected.</param>
/// <param name="Circulating">In the blood now.</param>
/// <param name="InClusters">Of these, in clusters.</param>
/// <param name="Died">In the blood.</param>
/// <param name="EnteredByFounder">Entered, by founder.</param>
/// <param name="Sites">By site.</param>
internal sealed record CirculationLine(
    long Entered,
    long Circulating,
    long InClusters,
    long Died,
    IReadOnlyDictionary<string, long> EnteredByFounder,
    IReadOnlyDictionary<string, SiteLine> Sites)
{
    /// <summary>Looks at the patient.</summary>
    public static CirculationLine? Of(Patient patient)
    {
        if (patient.Circulation is not { } circulation)
            return null;
        IReadOnlyList<CirculatingClass> classes = circulation.Classes;
        return new CirculationLine(
            classes.Sum(one => one.Entered),
            classes.Sum(one => one.Circulating),
            classes.Where(one => one.Kind.Size > 1).Sum(one => one.Circulating),
            classes.Sum(one => one.Died),
            patient.Model.Founders.Select((founder, i) => (founder.Name, i))
                .ToDictionary(pair => pair.Name, pair => classes.Where(one => one.Kind.Founder == pair.i).Sum(one => one.Entered)),
            circulation.SiteNames.Select((name, site) => (name, site)).ToDictionary(pair => pair.name, pair => SiteLine.Of(patient, pair.site)));
    }
}

/// <summary>A site in numbers of cells since the start.</summary>
/// <param name="Arrested">In its vessels.</param>
/// <param name="Extravasated">Left the vessels.</param>
/// <param name="Settled">Began to grow in its lattice.</param>
/// <param name="SettledByFounder">The same by founder.</param>
/// <param name="Dormant">Dormant now.</param>
/// <param name="Fresh">Arrived and not decided yet.</param>
/// <param name="Living">Living tumour cells in its lattice now.</param>
internal sealed record SiteLine(
    long Arrested, long Extravasated, long Settled, IReadOnlyDictionary<string, long> SettledByFounder, long Dormant, long Fresh, long Living)
{
    /// <summary>Looks at a site; 0 is the primary.</summary>
    public static SiteLine Of(Patient patient, int site)
    {
        IReadOnlyList<CirculatingClass> classes = patient.Circulation!.Classes;
        ITissue? tissue = site == 0 ? patient.Primary : patient.Sites[site - 1].Tissue;
        return new SiteLine(
            classes.Sum(one => one.Arrested[site]),
            classes.Sum(one => one.Extravasated[site]),
            classes.Sum(one => one.Settled[site]),
            patient.Model.Founders.Select((founder, i) => (founder.Name, i))
                .ToDictionary(pair => pair.Name, pair => classes.Where(one => one.Kind.Founder == pair.i).Sum(one => one.Settled[site])),
            classes.Sum(one => one.Dormant[site]),
            classes.Sum(one => one.Fresh[site]),
            tissue?.TakeCensus().Living ?? 0);
    }
}
