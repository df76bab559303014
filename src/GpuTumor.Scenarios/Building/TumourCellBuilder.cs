using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Builds the laws of a tumour cell from keys that were checked.</summary>
internal static class TumourCellBuilder
{
    private static readonly (string Section, CellProcesses Process)[] _switches =
    [
        ("efflux", CellProcesses.Efflux),
        ("transition", CellProcesses.Transition),
        ("memory", CellProcesses.Memory),
        ("persistence", CellProcesses.Persistence),
        ("dormancy", CellProcesses.Dormancy),
        ("autophagy", CellProcesses.Autophagy),
        ("metabolism", CellProcesses.Metabolism),
        ("anoikis", CellProcesses.Anoikis),
    ];

    public static TumourCell Build(Section cell, double stepHours) => new(
        Drug(cell.Within("targeted_drug"), "half_inhibition_target_mutation"),
        Drug(cell.Within("next_drug"), "half_inhibition_second_mutation"),
        Response(cell.Within("met"), "nM"),
        Float(cell.Within("met"), "juxtacrine"),
        Response(cell.Within("igf1_receptor"), "nM"),
        Erk(cell.Within("erk")),
        Fra1(cell.Within("fra1"), stepHours),
        Secretome(cell.Within("secretome"), stepHours),
        Akt(cell.Within("akt")),
        Division(cell.Within("division")),
        Cycle(cell.Within("cycle")),
        Apoptosis(cell.Within("apoptosis")),
        Necrosis(cell.Within("necrosis")),
        Clearance(cell.Within("clearance"), stepHours),
        Efflux(cell.Within("efflux"), stepHours),
        Chemo(cell.Within("chemo_a")),
        Chemo(cell.Within("chemo_b")),
        Damage(cell.Within("damage")),
        Transition(cell.Within("transition"), stepHours),
        Stemness(cell.Within("stemness")),
        new StressMemory(Lag(cell.Within("memory"), "up", stepHours), Lag(cell.Within("memory"), "down", stepHours)),
        Persistence(cell.Within("persistence")),
        Dormancy(cell.Within("dormancy")),
        Autophagy(cell.Within("autophagy"), stepHours),
        Metabolism(cell.Within("metabolism")),
        new Anoikis(
            PerDay(cell.Within("anoikis"), "death"),
            Float(cell.Within("anoikis"), "matrix_needed"), Float(cell.Within("anoikis"), "protection")),
        new DrugAddiction(
            Float(cell.Within("addiction"), "slowing_from"), Float(cell.Within("addiction"), "slowing_over"),
            PerDay(cell.Within("addiction"), "death")))
    {
        Active = _switches.Where(s => cell.Within(s.Section)["active"]?.Content is false)
            .Aggregate(CellProcesses.All, (all, off) => all & ~off.Process),
    };

    /// <summary>What may change at a division.</summary>
    public static Mutation Mutation(Section mutation) => new(
        [.. Genotypes.Names.Select(name => mutation.Number("scale") * mutation.Number(name))],
        mutation.Number("barcode"),
        (int)mutation.Whole("expanding_factor")!);

    /// <summary>What drugs in blood do at full effect.</summary>
    public static FullEffects FullEffects(Section cell) => new(
        Float(cell.Within("persistence"), "epigenetic_inhibition"),
        PerDay(cell.Within("persistence"), "epigenetic_death"),
        PerDay(cell.Within("damage"), "senolysis"));

    private static float Float(Section section, string key) => (float)section.Number(key);

    private static Rate PerDay(Section section, string key) => Rate.PerDayOf(section.In("/d", key));

    private static Rate PerHour(Section section, string key) => Rate.PerHourOf(section.In("/h", key));

    private static Lag Lag(Section section, string key, double stepHours)
        => Kernels.Lag.Within(section.In("h", key), stepHours);

    private static Hill Response(Section section, string unit)
        => new((float)section.In(unit, "half_maximum"), (float)section.Number("exponent"));

    private static TargetedDrugAction Drug(Section drug, string mutated) => new(
        Float(drug, "half_inhibition"), Float(drug, mutated), Float(drug, "exponent"), Float(drug, "carried"));

    private static ErkSignalling Erk(Section erk)
        => new((float)erk.Number("floor"), (float)erk.Number("hgf_rescue"), (float)erk.Number("bypass"), Float(erk, "overdriven"));

    private static Fra1 Fra1(Section fra1, double stepHours)
        => new((float)fra1.Number("gain"), Response(fra1, ""), Lag(fra1, "relaxation", stepHours));

    private static TherapyInducedSecretome Secretome(Section secretome, double stepHours) => new(
        (float)(secretome.Number("strength") * secretome.Number("gain")),
        Response(secretome, ""),
        Lag(secretome, "relaxation", stepHours));

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
        (float)division.Number("target_mutation_cost"),
        Float(division, "pgp_cost"),
        Float(division, "repair_cost"));

    private static CellCycle Cycle(Section cycle)
        => CellCycle.OfShares(cycle.Number("g1"), cycle.Number("s"), cycle.Number("g2m"));

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

    private static Efflux Efflux(Section efflux, double stepHours) => new(
        Float(efflux, "induced"),
        new Hill((float)efflux.In("uM", "half_induction"), 1f),
        Lag(efflux, "relaxation", stepHours),
        (float)efflux.In("mmHg", "oxygen_for_atp"),
        Float(efflux, "inhibition"));

    private static ChemoUptake Chemo(Section chemo) => new(
        PerHour(chemo, "influx"),
        PerHour(chemo, "loss"),
        PerHour(chemo, "pumped"),
        (float)chemo.In("uM", "half_pump"),
        Float(chemo, "potency"),
        Float(chemo, "quiescent"),
        Float(chemo, "growing"),
        Float(chemo, "synthesising"),
        Float(chemo, "mitotic"));

    private static CellularDamage Damage(Section damage) => new(
        PerHour(damage, "repair"),
        Float(damage, "repair_mutation"),
        Float(damage, "repair_mesenchymal"),
        PerDay(damage, "death"),
        Response(damage, ""),
        Float(damage, "akt_protection"),
        PerDay(damage, "senescence"),
        Float(damage, "senescent_from"));

    private static EpithelialMesenchymalTransition Transition(Section transition, double stepHours) => new(
        Float(transition, "from_hypoxia"),
        Float(transition, "from_suppressor"),
        new Hill((float)transition.In("nM", "half_suppressor"), 1f),
        Float(transition, "from_met"),
        Float(transition, "from_memory"),
        Float(transition, "from_fra1"),
        Response(transition, ""),
        Float(transition, "half_staying"),
        Lag(transition, "up", stepHours),
        Lag(transition, "down", stepHours),
        Float(transition, "slowing"),
        Float(transition, "protection"));

    private static Stemness Stemness(Section stemness)
        => new(Float(stemness, "least"), Float(stemness, "gain"), Float(stemness, "optimum"), Float(stemness, "width"));

    private static Persistence Persistence(Section persistence) => new(
        Float(persistence, "founding"),
        PerDay(persistence, "induced"),
        PerDay(persistence, "lost"),
        PerDay(persistence, "expanding"),
        Float(persistence, "from_memory"),
        Float(persistence, "death_kept"),
        Float(persistence, "akt_need"),
        Float(persistence, "expanding_division"),
        0f,
        Rate.Zero);

    private static Dormancy Dormancy(Section dormancy) => new(
        PerDay(dormancy, "waking"),
        Float(dormancy, "from_inflammation"),
        new Hill(Float(dormancy, "half_inflammation"), 1f),
        Float(dormancy, "from_akt"));

    private static Autophagy Autophagy(Section autophagy, double stepHours) => new(
        Float(autophagy, "protection"),
        (uint)Math.Round(autophagy.In("h", "longest") / stepHours),
        (float)autophagy.In("mmHg", "oxygen_below"));

    private static MetabolicSwitch Metabolism(Section metabolism) => new(
        PerDay(metabolism, "on"), PerDay(metabolism, "off"), Float(metabolism, "sparing"), Float(metabolism, "tolerance"));
}
