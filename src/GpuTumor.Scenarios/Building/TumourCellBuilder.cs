using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Builds the laws of a tumour cell from keys that were checked.</summary>
internal static class TumourCellBuilder
{
    public static TumourCell Build(Section cell, double stepHours) => new(
        Drug(cell.Within("targeted_drug")),
        Response(cell.Within("met"), "nM"),
        (float)cell.Within("met").Number("juxtacrine"),
        Response(cell.Within("igf1_receptor"), "nM"),
        Erk(cell.Within("erk")),
        Fra1(cell.Within("fra1")),
        Secretome(cell.Within("secretome")),
        Akt(cell.Within("akt")),
        Division(cell.Within("division")),
        Apoptosis(cell.Within("apoptosis")),
        Necrosis(cell.Within("necrosis")),
        Clearance(cell.Within("clearance"), stepHours));

    private static Hill Response(Section section, string unit)
        => new((float)section.In(unit, "half_maximum"), (float)section.Number("exponent"));

    private static TargetedDrugAction Drug(Section drug) => new(
        new Hill((float)drug.Number("half_inhibition"), (float)drug.Number("exponent")),
        (float)drug.Number("half_inhibition_target_mutation"));

    private static ErkSignalling Erk(Section erk)
        => new((float)erk.Number("floor"), (float)erk.Number("hgf_rescue"), (float)erk.Number("bypass"));

    private static Fra1 Fra1(Section fra1)
        => new((float)fra1.Number("gain"), Response(fra1, ""), Rate.Relaxing(fra1.In("h", "relaxation")));

    private static TherapyInducedSecretome Secretome(Section secretome) => new(
        (float)(secretome.Number("strength") * secretome.Number("gain")),
        Response(secretome, ""),
        Rate.Relaxing(secretome.In("h", "relaxation")));

    private static AktSignalling Akt(Section akt) => new(
        (float)akt.Number("basal"),
        (float)akt.Number("from_hgf"),
        (float)akt.Number("priming"),
        (float)akt.Number("from_igf1"),
        (float)akt.Number("from_matrix"),
        (float)akt.Number("from_pi3k_mutation"),
        new Hill((float)akt.Number("half_inhibition"), (float)akt.Number("inhibition_exponent")));

    private static Division Division(Section division) => new(
        Rate.Doubling(division.In("h", "doubling_time")),
        (float)division.Number("akt_boost"),
        (float)division.In("mmHg", "oxygen_none"),
        (float)division.In("mmHg", "oxygen_full"),
        (float)division.In("voxels", "push_distance"),
        (float)division.Number("target_mutation_cost"));

    private static Apoptosis Apoptosis(Section apoptosis) => new(
        Rate.PerDayOf(apoptosis.In("/d", "background")),
        Rate.PerDayOf(apoptosis.In("/d", "targeted")),
        Response(apoptosis, ""),
        (float)apoptosis.Number("akt_protection"));

    private static Necrosis Necrosis(Section necrosis) => new(
        Rate.PerDayOf(necrosis.In("/d", "fastest")),
        (float)necrosis.In("mmHg", "oxygen_full"),
        (float)necrosis.In("mmHg", "oxygen_none"));

    private static Clearance Clearance(Section clearance, double stepHours) => new(
        (uint)Math.Round(clearance.In("h", "apoptotic") / stepHours),
        (uint)Math.Round(clearance.In("h", "necrotic") / stepHours));
}
