using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>
/// The circulating cells by class, and beside it for each site where the cells of these classes have gone: counts of cells since the
/// start, but for those in the blood, fresh and dormant now.
/// </summary>
internal static class CirculationTable
{
    /// <summary>The tables; none without a circulation.</summary>
    public static IEnumerable<SnapshotTable> Of(Patient patient)
    {
        if (patient.Circulation is not { } circulation)
            return [];
        IReadOnlyList<CirculatingClass> classes = circulation.Classes;
        return [Classes(patient, classes), .. circulation.SiteNames.Select((name, site) => Site(classes, name, site))];
    }

    private static SnapshotTable Classes(Patient patient, IReadOnlyList<CirculatingClass> classes)
    {
        TableColumn Counts(string name, string meaning, Func<CirculatingClass, long> count)
            => TableColumn.Of(name, "1", meaning, classes.Select(count));
        return new SnapshotTable("circulation", "a row for each class of cells that has been in the blood", [
            TableColumn.Of("clone", "1", "number of the clone where it began, as in the field clone there", classes.Select(one => one.Kind.Lineage.Number)),
            Site("clone_site", "where the clone began", patient, classes.Select(one => one.Kind.Lineage.Site)),
            TableColumn.Of("founder", "1", "founder of the lineage", classes.Select(one => (byte)one.Kind.Founder)) with
            {
                Codes = [.. patient.Model.Founders.Select((founder, i) => ((long)i, founder.Name))],
            },
            TableColumn.Of("genotype", "1", "mutations, one bit each", classes.Select(one => (byte)one.Kind.Genotype)),
            TableColumn.Of("mode", "1", "how they take drugs", classes.Select(one => (byte)one.Kind.Mode)) with
            {
                Codes = [(0, "normal"), (1, "persister"), (2, "expanded_persister"), (3, "dormant")],
            },
            TableColumn.Of("emt", "1", "epithelial-mesenchymal state: below 0.3, to 0.7, above", classes.Select(one => (byte)one.Kind.EmtBin)) with
            {
                Codes = [.. CirculatingKind.EmtNames.Select((name, bin) => ((long)bin, name))],
            },
            TableColumn.Of("cluster_size", "1", "cells that go together, 1 for single cells", classes.Select(one => (ushort)one.Kind.Size)),
            Counts("circulating", "cells in the blood now", one => one.Circulating),
            Counts("injected", "cells injected into a vein", one => one.Injected),
            Counts("shed", "cells shed into the blood by all sites", one => one.Shed.Sum()),
            Counts("died_of_shear", "cells that died in the blood of shear", one => one.DiedOfShear),
            Counts("died_of_anoikis", "cells that died in the blood for want of contact", one => one.DiedOfAnoikis),
            Counts("died_of_drugs", "cells that died in the blood of the drugs in it", one => one.DiedOfDrugs),
            Counts("arrested", "cells that arrested in the vessels of all sites", one => one.Arrested.Sum()),
        ]);
    }

    /// <summary>The clones of a site that began elsewhere; none without a circulation.</summary>
    public static IEnumerable<SnapshotTable> ClonesFromElsewhere(Patient patient, string siteName)
    {
        if (patient.Circulation is not { } circulation)
            return [];
        IReadOnlyList<(uint Number, CloneName Name)> clones
            = circulation.Lineages.FromElsewhere(circulation.SiteNames.ToList().IndexOf(siteName));
        return
        [
            new SnapshotTable("clones_from_elsewhere", "a row for each clone that came here from another site", [
                TableColumn.Of("id", "1", "number of the clone here, as in the table clones", clones.Select(clone => clone.Number)),
                Site("site", "where it began", patient, clones.Select(clone => clone.Name.Site)),
                TableColumn.Of("id_there", "1", "its number there", clones.Select(clone => clone.Name.Number)),
            ]),
        ];
    }

    private static TableColumn Site(string name, string meaning, Patient patient, IEnumerable<int> sites)
        => TableColumn.Of(name, "1", meaning, sites.Select(site => (byte)site)) with
        {
            Codes = [.. patient.Circulation!.SiteNames.Select((site, i) => ((long)i, site))],
        };

    private static SnapshotTable Site(IReadOnlyList<CirculatingClass> classes, string name, int site)
    {
        TableColumn Counts(string column, string meaning, Func<CirculatingClass, IReadOnlyList<long>> books)
            => TableColumn.Of(column, "1", meaning, classes.Select(one => books(one)[site]));
        return new SnapshotTable($"circulation/{name}", $"the same classes at the site {name}", [
            Counts("shed", "cells shed into the blood here", one => one.Shed),
            Counts("arrested", "cells that arrested in vessels here", one => one.Arrested),
            Counts("died_in_vessel", "cells that died in the vessel where they had arrested", one => one.Failed),
            Counts("extravasated", "cells that left the vessel", one => one.Extravasated),
            Counts("died_early", "cells that died soon after they had left the vessel", one => one.EarlyDead),
            Counts("died_without_room", "cells that died for want of room where they were to grow", one => one.WithoutRoom),
            Counts("fresh", "cells just arrived now", one => one.Fresh),
            Counts("dormant", "cells dormant now", one => one.Dormant),
            Counts("woken", "cells that woke from dormancy", one => one.Woken),
            Counts("settled", "cells that began to grow in the lattice", one => one.Settled),
        ]);
    }
}
