using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>The circulation in numbers of cells since the start.</summary>
/// <param name="Entered">Shed into the blood or injected.</param>
/// <param name="Injected">Of these, injected.</param>
/// <param name="Circulating">In the blood now.</param>
/// <param name="InClusters">Of these, in clusters.</param>
/// <param name="Died">In the blood.</param>
/// <param name="DiedOfShear">Of these, of shear.</param>
/// <param name="DiedOfAnoikis">Of these, for want of contact.</param>
/// <param name="DiedOfDrugs">Of these, of drugs.</param>
/// <param name="EnteredByFounder">Entered, by founder.</param>
/// <param name="Classes">By class, clones of a founder taken together; snapshots tell them apart.</param>
/// <param name="Sites">By site.</param>
internal sealed record CirculationLine(
    long Entered,
    long Injected,
    long Circulating,
    long InClusters,
    long Died,
    long DiedOfShear,
    long DiedOfAnoikis,
    long DiedOfDrugs,
    IReadOnlyDictionary<string, long> EnteredByFounder,
    IReadOnlyList<ClassLine> Classes,
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
            classes.Sum(one => one.Injected),
            classes.Sum(one => one.Circulating),
            classes.Where(one => one.Kind.Size > 1).Sum(one => one.Circulating),
            classes.Sum(one => one.Died),
            classes.Sum(one => one.DiedOfShear),
            classes.Sum(one => one.DiedOfAnoikis),
            classes.Sum(one => one.DiedOfDrugs),
            patient.Model.Founders.Select((founder, i) => (founder.Name, i))
                .ToDictionary(pair => pair.Name, pair => classes.Where(one => one.Kind.Founder == pair.i).Sum(one => one.Entered)),
            ClassLine.Of(patient, classes),
            circulation.SiteNames.Select((name, site) => (name, site)).ToDictionary(pair => pair.name, pair => SiteLine.Of(patient, pair.site)));
    }
}
