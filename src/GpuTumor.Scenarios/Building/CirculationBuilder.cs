using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Builds the blood and the distant sites from keys that were checked.</summary>
internal static class CirculationBuilder
{
    // About five minutes each.
    private const double SubstepHours = 1.0 / 12;

    // Seeds of sites differ from the patient's and from each other's (the golden ratio in 64 bits).
    private const ulong SeedStride = 0x9E3779B97F4A7C15;

    /// <summary>The blood; null for a patient whose tumour sheds no cells.</summary>
    public static Bloodstream? Blood(Section root, double stepHours)
    {
        if (!root.Has("circulation"))
            return null;
        Section blood = root.Within("circulation");
        Section primary = blood.Within("primary");
        return new Bloodstream
        {
            EntryPerHour = blood.In("/h", "entry"),
            EmtGain = blood.Number("emt_gain"),
            Fra1Gain = blood.Number("fra1_gain"),
            SecretomeGain = blood.Number("secretome_gain"),
            ClusterShare = blood.Number("cluster_share"),
            LargestCluster = (int)blood.Whole("largest_cluster")!,
            DeathPerHour = Math.Log(2) / blood.In("h", "death_half_life"),
            AnoikisResistance = blood.Number("anoikis_resistance"),
            ClusterProtection = blood.Number("cluster_protection"),
            ArrestPerHour = Math.Log(2) / blood.In("h", "arrest_half_life"),
            ChemokineGain = blood.Number("chemokine_gain"),
            ChemokineHalf = blood.In("nM", "chemokine_half"),
            ClusterAdvantage = blood.Number("cluster_advantage"),
            Substeps = Math.Max(1, (int)Math.Round(stepHours / SubstepHours)),
            Primary = new Settling(primary.Number("weight"), primary.Number("extravasation"), 0, 0, 0, 0),
        };
    }

    /// <summary>The distant sites: lattices with the patient's laws and fields where a site says nothing else, and no cells.</summary>
    public static DistantSite[] Sites(Section root, Model patient)
        => [.. root.Named("sites").Select((site, i) => Site(site.Name, (Section)site.Value.Content, patient, i + 1))];

    private static DistantSite Site(string name, Section site, Model patient, int number)
    {
        int[] size = [.. site.Items("size").Select(edge => (int)(decimal)edge.Content)];
        Model tissue = ModelBuilder.WithTissueOf(site, patient) with
        {
            Name = $"{patient.Name}/{name}",
            Seed = unchecked(patient.Seed + ((ulong)number * SeedStride)),
            Grid = new Grid(size[0], size[1], size[2], patient.Grid.Spacing),
            Seeding = new Seeding(0),
            Treatments = [],
            Protocols = [],
            Imaging = null,
            Circulation = null,
        };
        Settling settling = new(
            site.Number("weight"),
            site.Number("extravasation"),
            site.In("/h", "early_death"),
            Math.Max(1, (long)Math.Round(site.In("h", "early_time") / patient.StepHours)),
            site.Number("dormant"),
            site.In("/h", "awakening"));
        return new DistantSite(name, tissue, settling);
    }
}
