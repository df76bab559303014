using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>A site in numbers of cells since the start.</summary>
/// <param name="Shed">Into the blood from here.</param>
/// <param name="Arrested">In its vessels.</param>
/// <param name="DiedInVessel">Of these, before they left the vessel.</param>
/// <param name="Extravasated">Left the vessels.</param>
/// <param name="DiedEarly">Of these, soon after.</param>
/// <param name="DiedWithoutRoom">Of these, for want of room where they were to grow.</param>
/// <param name="Settled">Began to grow in its lattice.</param>
/// <param name="SettledByFounder">The same by founder.</param>
/// <param name="Dormant">Dormant now.</param>
/// <param name="Woken">Woken from dormancy.</param>
/// <param name="Fresh">Arrived and not decided yet.</param>
/// <param name="Living">Living tumour cells in its lattice now.</param>
internal sealed record SiteLine(
    long Shed,
    long Arrested,
    long DiedInVessel,
    long Extravasated,
    long DiedEarly,
    long DiedWithoutRoom,
    long Settled,
    IReadOnlyDictionary<string, long> SettledByFounder,
    long Dormant,
    long Woken,
    long Fresh,
    long Living)
{
    /// <summary>Looks at a site; 0 is the primary.</summary>
    public static SiteLine Of(Patient patient, int site)
    {
        IReadOnlyList<CirculatingClass> classes = patient.Circulation!.Classes;
        ITissue? tissue = site == 0 ? patient.Primary : patient.Sites[site - 1].Tissue;
        long Sum(Func<CirculatingClass, IReadOnlyList<long>> books) => classes.Sum(one => books(one)[site]);
        return new SiteLine(
            Sum(one => one.Shed),
            Sum(one => one.Arrested),
            Sum(one => one.Failed),
            Sum(one => one.Extravasated),
            Sum(one => one.EarlyDead),
            Sum(one => one.WithoutRoom),
            Sum(one => one.Settled),
            patient.Model.Founders.Select((founder, i) => (founder.Name, i))
                .ToDictionary(pair => pair.Name, pair => classes.Where(one => one.Kind.Founder == pair.i).Sum(one => one.Settled[site])),
            Sum(one => one.Dormant),
            Sum(one => one.Woken),
            Sum(one => one.Fresh),
            tissue?.TakeCensus().Living ?? 0);
    }
}
