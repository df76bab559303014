namespace GpuTumor.Scenarios;

/// <summary>The laws of a tumour cell, as a scenario spells them.</summary>
internal static class TumourCellKeys
{
    // Before the sections, which hold it.
    private static Key Active { get; } = Key.Of("active", new FlagShape(), "true", "A switch: whether there is such a thing at all.");

    private static Key[] MutationRates { get; } =
    [
        Key.Of("target", Quantities.Fraction, "1e-7", "Altered target.", Evidence.Guess("1e-9 to 1e-5")),
        Key.Of("bypass", Quantities.Fraction, "1e-7", "Bypass.", Evidence.Guess("1e-9 to 1e-5")),
        Key.Of("pi3k", Quantities.Fraction, "1e-7", "PI3K or PTEN.", Evidence.Guess("1e-9 to 1e-5")),
        Key.Of("pgp_amplified", Quantities.Fraction, "1e-6", "Amplified P-glycoprotein.", Evidence.Guess("1e-9 to 1e-5")),
        Key.Of("repair", Quantities.Fraction, "1e-7", "Raised repair.", Evidence.Guess("1e-9 to 1e-5")),
        Key.Of("second_target", Quantities.Fraction, "1e-7", "Target altered against the next drug.", Evidence.Guess("1e-9 to 1e-5")),
        Key.Of("immune_evasion", Quantities.Fraction, "1e-6", "Lost antigen presentation.", Evidence.Guess("1e-9 to 1e-5")),
        Key.Of("addicted", Quantities.Fraction, "0", "Addiction to the drug.", Evidence.Guess("rate unknown")),
    ];

    public static SectionShape Drug { get; } = new("How the targeted drug shuts its kinase.",
    [
        Key.Of("half_inhibition", Quantities.PositiveNumber, "0.1",
            "Drug that inhibits half, 1 = plasma at steady state.", Evidence.Guess()),
        Key.Of("half_inhibition_target_mutation", Quantities.PositiveNumber, "10",
            "The same in a cell with the target mutation: 100-fold.", Evidence.Verified("resistant lines 5 to 100-fold")),
        Key.Of("exponent", Quantities.PositiveNumber, "1.5",
            "Steepness of the response (Hill exponent).", Evidence.Guess()),
        Key.Of("carried", Quantities.Factor, "2",
            "P-glycoprotein at work divides the drug by (1 + this).", Evidence.Guess()),
    ]);

    public static SectionShape NextDrug { get; } = new("How the next-generation drug shuts the same kinase, altered or not.",
    [
        Key.Of("half_inhibition", Quantities.PositiveNumber, "0.1",
            "Drug that inhibits half, 1 = plasma at steady state.", Evidence.Guess()),
        Key.Of("half_inhibition_second_mutation", Quantities.PositiveNumber, "10",
            "The same in a cell with the second target mutation: 100-fold.", Evidence.Guess()),
        Key.Of("exponent", Quantities.PositiveNumber, "1.5",
            "Steepness of the response (Hill exponent).", Evidence.Guess()),
        Key.Of("carried", Quantities.Factor, "2",
            "P-glycoprotein at work divides the drug by (1 + this).", Evidence.Guess()),
    ]);

    public static SectionShape Met { get; } = new("How MET hears HGF.",
    [
        Key.Of("half_maximum", Quantities.PositiveMolarity, "0.25 nM",
            "HGF that gives half the response.", Evidence.Recalled("0.1 to 0.6 nM; 50 ng/mL in experiments")),
        Key.Of("exponent", Quantities.PositiveNumber, "1",
            "Steepness of the response (Hill exponent).", Evidence.Guess()),
        Key.Of("juxtacrine", Quantities.Factor, "1",
            "HGF counts (1 + this) times for a cell with all 26 neighbours.", Evidence.Guess()),
    ]);

    public static SectionShape Igf1Receptor { get; } = new("How IGF-1R hears IGF1.",
    [
        Key.Of("half_maximum", Quantities.PositiveMolarity, "1 nM",
            "IGF1 that gives half the response.", Evidence.Guess("0.5 to 5 nM")),
        Key.Of("exponent", Quantities.PositiveNumber, "1",
            "Steepness of the response (Hill exponent).", Evidence.Guess()),
    ]);

    public static SectionShape Erk { get; } =
        new("ERK: lost under the drug, partly restored by HGF, kept by a bypass mutation.",
    [
        Key.Of("floor", Quantities.Fraction, "0.05", "Activity left under full inhibition.", Evidence.Guess()),
        Key.Of("hgf_rescue", Quantities.Fraction, "0.15", "Activity that saturating HGF restores.",
            Evidence.Calibrated("direction: Straussman 2012")),
        Key.Of("bypass", Quantities.Fraction, "0.8", "Activity that the bypass mutation keeps.", Evidence.Guess()),
        Key.Of("overdriven", Quantities.Factor, "1.6", "Activity without drug in a clone addicted to it.", Evidence.Guess()),
    ]);

    public static SectionShape Fra1 { get; } = new("FRA1: kept up by ERK; its loss releases the secretome.",
    [
        Key.Of("gain", Quantities.Factor, "1.09",
            "Scales the response so that full ERK gives full FRA1.", Evidence.Calibrated("normalisation")),
        Key.Of("half_maximum", Quantities.PositiveNumber, "0.3", "ERK that gives half the response.", Evidence.Guess()),
        Key.Of("exponent", Quantities.PositiveNumber, "2",
            "Steepness of the response (Hill exponent).", Evidence.Guess()),
        Key.Of("relaxation", Quantities.Duration, "6 h", "Time to follow ERK.", Evidence.Guess("2 to 12 h")),
    ]);

    public static SectionShape Secretome { get; } = new(
        "The therapy-induced secretome: what a cell releases once it has lost FRA1 (Obenauf 2015).",
    [
        Key.Of("strength", Quantities.Fraction, "1",
            "A switch: 1 is full, 0 locks the secretome, the control of every claim about it."),
        Key.Of("gain", Quantities.Factor, "1.06",
            "Scales the response so that no FRA1 gives the full secretome.", Evidence.Calibrated("normalisation")),
        Key.Of("half_maximum", Quantities.PositiveNumber, "0.5",
            "Loss of FRA1 that gives half the response.", Evidence.Guess()),
        Key.Of("exponent", Quantities.PositiveNumber, "4",
            "Steepness of the response (Hill exponent).", Evidence.Guess()),
        Key.Of("relaxation", Quantities.Duration, "24 h",
            "Time to build up, and to cease.", Evidence.Guess("12 to 72 h")),
    ]);

    public static SectionShape Akt { get; } = new("AKT, where the growth factors meet.",
    [
        Key.Of("basal", Quantities.Fraction, "0.2", "Activity without growth factors.", Evidence.Calibrated()),
        Key.Of("from_hgf", Quantities.Fraction, "0.35", "Added by saturating HGF.", Evidence.Calibrated()),
        Key.Of("priming", Quantities.Factor, "0.5", "How much more of that once ERK is off.",
            Evidence.Calibrated("direction: Caenepeel 2017")),
        Key.Of("from_igf1", Quantities.Fraction, "0.3", "Added by saturating IGF1.", Evidence.Calibrated()),
        Key.Of("from_matrix", Quantities.Fraction, "0.1", "Added by full contact with the matrix (integrins).", Evidence.Guess()),
        Key.Of("from_pi3k_mutation", Quantities.Fraction, "0.4", "Added by the PI3K mutation.", Evidence.Calibrated()),
        Key.Of("half_inhibition", Quantities.PositiveNumber, "0.1",
            "PI3K/AKT inhibitor that takes half, 1 = plasma at steady state.", Evidence.Guess()),
        Key.Of("inhibition_exponent", Quantities.PositiveNumber, "1",
            "Steepness of the inhibition (Hill exponent).", Evidence.Guess()),
    ]);

    public static SectionShape Division { get; } = new("Division: needs ERK, oxygen and room; AKT speeds it.",
    [
        Key.Of("doubling_time", Quantities.Duration, "22 h",
            "With full ERK, AKT, oxygen and room.", Evidence.Recalled()),
        Key.Of("akt_boost", Quantities.Factor, "1.5",
            "Without AKT division is 1/(1 + this) as fast.", Evidence.Calibrated("1 to 2")),
        Key.Of("oxygen_none", Quantities.Tension, "5 mmHg",
            "No division at or below.", Evidence.Verified("PhysiCell's threshold")),
        Key.Of("oxygen_full", Quantities.Tension, "38 mmHg",
            "No slowing at or above.", Evidence.Verified("PhysiCell's threshold")),
        Key.Of("push_distance", Quantities.Voxels, "6 voxels", "How far a cell can push others towards free space.",
            Evidence.Recalled("3 to 8")),
        Key.Of("pushes_per_step", new WholeShape(1, 64, "4"), "4",
            "Voxels that a crowded cell can move on within a step.",
            Evidence.Guess("enough to clear a growing rim in one step")),
        Key.Of("target_mutation_cost", Quantities.Fraction, "0", "Part of the rate that the target mutation costs.",
            Evidence.Guess("0 to 0.3")),
        Key.Of("pgp_cost", Quantities.Fraction, "0.1", "Part of the rate that amplified P-glycoprotein costs.", Evidence.Guess()),
        Key.Of("repair_cost", Quantities.Fraction, "0.1", "Part of the rate that raised repair costs.", Evidence.Guess()),
    ]);

    public static SectionShape Cycle { get; } =
        new("The cell cycle: shares of its phases, which add to 1. They do not change the doubling time.",
    [
        Key.Of("g1", Quantities.Fraction, "45 %", "Share of G1.", Evidence.Recalled()),
        Key.Of("s", Quantities.Fraction, "35 %", "Share of S.", Evidence.Recalled()),
        Key.Of("g2m", Quantities.Fraction, "20 %", "Share of G2 and M.", Evidence.Recalled()),
    ]);

    public static SectionShape Apoptosis { get; } =
        new("Apoptosis: a little always, much once ERK is lost, less where AKT protects.",
    [
        Key.Of("background", Quantities.Rate, "0.05 /d", "Always there.", Evidence.Calibrated()),
        Key.Of("targeted", Quantities.Rate, "0.35 /d",
            "The most that lost ERK adds.", Evidence.Calibrated("PC9-like lines: 1.2 /d")),
        Key.Of("half_maximum", Quantities.PositiveNumber, "0.6",
            "Loss of ERK that gives half of it.", Evidence.Calibrated()),
        Key.Of("exponent", Quantities.PositiveNumber, "3",
            "Steepness of the response (Hill exponent).", Evidence.Calibrated()),
        Key.Of("akt_protection", Quantities.Fraction, "0.6",
            "Part of the targeted rate that full AKT takes away.", Evidence.Calibrated()),
    ]);

    public static SectionShape Necrosis { get; } = new("Necrosis: death for want of oxygen.",
    [
        Key.Of("fastest", Quantities.Rate, "1 /d", "Without oxygen.", Evidence.Recalled()),
        Key.Of("oxygen_full", Quantities.Tension, "2.5 mmHg",
            "Full rate at or below.", Evidence.Verified("PhysiCell's threshold")),
        Key.Of("oxygen_none", Quantities.Tension, "5 mmHg",
            "None at or above.", Evidence.Verified("PhysiCell's threshold")),
    ]);

    public static SectionShape Clearance { get; } = new("How long the dead keep their place, at most 255 steps.",
    [
        Key.Of("apoptotic", Quantities.Duration, "12 h", "Until an apoptotic body is eaten.", Evidence.Recalled()),
        Key.Of("necrotic", Quantities.Duration, "5 d", "Until a necrotic cell lyses.", Evidence.Recalled("2 to 60 d")),
    ]);

    public static SectionShape Efflux { get; } = new("P-glycoprotein, which carries drugs out of the cell.",
    [
        Active,
        Key.Of("induced", Quantities.Fraction, "0.1", "Its level under drug; 1 = amplified.", Evidence.Guess()),
        Key.Of("half_induction", Quantities.PositiveMolarity, "1 uM", "Drug inside that induces half of it.", Evidence.Guess()),
        Key.Of("relaxation", Quantities.Duration, "3 d", "Time to build up, and to cease.", Evidence.Guess()),
        Key.Of("oxygen_for_atp", Quantities.PositiveTension, "5 mmHg", "Below it lacks energy.", Evidence.Guess()),
        Key.Of("inhibition", Quantities.Fraction, "0", "Part that a P-glycoprotein inhibitor takes away.", Evidence.Guess("no inhibitor")),
    ]);

    public static SectionShape ChemoA { get; } = Chemo("Chemotherapy A (doxorubicin-like) inside a cell.", "144 /h", "1.5", "1");

    public static SectionShape ChemoB { get; } = Chemo("Chemotherapy B (taxane-like) inside a cell.", "72 /h", "0.7", "2");

    public static SectionShape Damage { get; } = new("Damage by chemotherapy: repaired, deadly, or followed by senescence.",
    [
        Key.Of("repair", Quantities.PositiveRate, "0.1 /h", "First order.", Evidence.Guess()),
        Key.Of("repair_mutation", Quantities.Factor, "2", "How much more with the repair mutation.", Evidence.Guess()),
        Key.Of("repair_mesenchymal", Quantities.Factor, "0.5", "How much more in a mesenchymal cell.", Evidence.Guess()),
        Key.Of("death", Quantities.Rate, "1.2 /d", "The fastest death.", Evidence.Guess()),
        Key.Of("half_maximum", Quantities.PositiveNumber, "1", "Damage that gives half of it.",
            Evidence.Guess("with the uptake: IC50 0.1 uM in 24 h")),
        Key.Of("exponent", Quantities.PositiveNumber, "3", "Steepness of the response (Hill exponent).", Evidence.Guess()),
        Key.Of("akt_protection", Quantities.Fraction, "0.4", "Part of the rate that full AKT takes away.", Evidence.Guess()),
        Key.Of("senescence", Quantities.Rate, "0.05 /d", "Rate of turning senescent.", Evidence.Guess()),
        Key.Of("senescent_from", Quantities.Factor, "0.3", "Damage that it takes.", Evidence.Guess()),
        Key.Of("senolysis", Quantities.Rate, "2.302585 /d", "Death of senescent cells by a senolytic at full effect.",
            Evidence.Guess("a tenth is left after a day")),
    ]);

    public static SectionShape Transition { get; } = new("The epithelial-mesenchymal transition.",
    [
        Active,
        Key.Of("from_hypoxia", Quantities.Factor, "0.35", "Weight of the want of oxygen.", Evidence.Guess()),
        Key.Of("from_suppressor", Quantities.Factor, "0.4", "Weight of the suppressor (TGF-beta).", Evidence.Guess()),
        Key.Of("half_suppressor", Quantities.PositiveMolarity, "0.5 nM", "Suppressor that gives half its weight.", Evidence.Guess()),
        Key.Of("from_met", Quantities.Factor, "0.35", "Weight of MET with AKT.", Evidence.Guess()),
        Key.Of("from_memory", Quantities.Factor, "0.2", "Weight of the memory of stress.", Evidence.Guess()),
        Key.Of("from_fra1", Quantities.Factor, "0", "Weight of FRA1: 0 in melanoma, 1 in breast.", Evidence.Guess()),
        Key.Of("half_maximum", Quantities.PositiveNumber, "0.5", "Drive that turns an epithelial cell half.", Evidence.Guess()),
        Key.Of("half_staying", Quantities.PositiveNumber, "0.3", "The same for a mesenchymal cell: hysteresis.", Evidence.Guess()),
        Key.Of("exponent", Quantities.PositiveNumber, "4", "Steepness of the response (Hill exponent).", Evidence.Guess()),
        Key.Of("up", Quantities.Duration, "3 d", "Time to turn mesenchymal.", Evidence.Guess()),
        Key.Of("down", Quantities.Duration, "6 d", "Time to turn back.", Evidence.Guess()),
        Key.Of("slowing", Quantities.Fraction, "0.4", "Part of its division that a mesenchymal cell loses.", Evidence.Guess()),
        Key.Of("protection", Quantities.Fraction, "0.4", "Part of its death by drugs that a mesenchymal cell is spared.",
            Evidence.Guess()),
    ]);

    public static SectionShape Stemness { get; } = new("Stemness: a bell over the mesenchymal state; it wakes dormant cells.",
    [
        Key.Of("least", Quantities.Fraction, "0.1", "Far from the optimum.", Evidence.Guess()),
        Key.Of("gain", Quantities.Fraction, "0.8", "Added at the optimum.", Evidence.Guess()),
        Key.Of("optimum", Quantities.Fraction, "0.5", "Mesenchymal state of the greatest.", Evidence.Guess()),
        Key.Of("width", Quantities.PositiveNumber, "0.2", "Of the bell.", Evidence.Guess()),
    ]);

    public static SectionShape Memory { get; } = new("The epigenetic memory of stress (drug, hypoxia, damage); daughters inherit it.",
    [
        Active,
        Key.Of("up", Quantities.Duration, "7 d", "Time to lay it down.", Evidence.Guess()),
        Key.Of("down", Quantities.Duration, "30 d", "Time to lose it.", Evidence.Guess()),
    ]);

    public static SectionShape Persistence { get; } = new("Drug-tolerant persisters, and those that expand under the drug.",
    [
        Active,
        Key.Of("founding", Quantities.Fraction, "0.3 %", "Share of the first cells.", Evidence.Calibrated("0.3 % in Sharma 2010 [M]")),
        Key.Of("induced", Quantities.Rate, "0.001 /d", "Rate of becoming one under full inhibition.", Evidence.Calibrated()),
        Key.Of("lost", Quantities.Rate, "0.142857142857 /d", "Rate of turning back without drug: once in 7 d.", Evidence.Calibrated()),
        Key.Of("expanding", Quantities.Rate, "0.007 /d", "Rate of beginning to expand.", Evidence.Recalled("20 % in 30 d")),
        Key.Of("from_memory", Quantities.Factor, "3", "How much a full memory adds to the rate of becoming one.", Evidence.Guess()),
        Key.Of("death_kept", Quantities.Fraction, "0.05", "Part of the drug's death that they keep.", Evidence.Calibrated()),
        Key.Of("akt_need", Quantities.Factor, "4", "How much more of that without AKT.",
            Evidence.Verified("direction: IGF-1R engaged, Sharma 2010")),
        Key.Of("expanding_division", Quantities.Fraction, "0.25", "Part of the rate of division of those that expand.", Evidence.Guess()),
        Key.Of("epigenetic_inhibition", Quantities.Fraction, "0.9",
            "Part of the rate of becoming one that a drug with epigenetic_reset takes away at full effect.", Evidence.Guess()),
        Key.Of("epigenetic_death", Quantities.Rate, "0.3 /d", "Death that it adds at full effect.", Evidence.Guess()),
    ]);

    public static SectionShape Dormancy { get; } = new("Dormant cells in foreign tissue.",
    [
        Active,
        Key.Of("waking", Quantities.Rate, "0.002 /d", "Rate of waking at full stemness.", Evidence.Guess()),
        Key.Of("from_inflammation", Quantities.Factor, "5", "How much more with full inflammation.", Evidence.Guess()),
        Key.Of("half_inflammation", Quantities.PositiveNumber, "0.5", "DAMP that gives half of it.", Evidence.Guess()),
        Key.Of("from_akt", Quantities.Factor, "2", "How much more with full AKT.", Evidence.Guess()),
    ]);

    public static SectionShape Autophagy { get; } = new("Autophagy of cells without oxygen: they die less, and do not divide.",
    [
        Active,
        Key.Of("protection", Quantities.Fraction, "0.4", "Part of the rate of death that is spared.", Evidence.Guess()),
        Key.Of("longest", Quantities.Duration, "2 d", "How long it lasts, at most 255 steps.", Evidence.Guess("at most 3 d")),
        Key.Of("oxygen_below", Quantities.Tension, "5 mmHg", "A cell starves below.", Evidence.Verified("PhysiCell's threshold")),
    ]);

    public static SectionShape Metabolism { get; } = new("The metabolic switch of cells that lack oxygen.",
    [
        Active,
        Key.Of("on", Quantities.Rate, "0.2 /d", "Rate of switching at full want of oxygen.", Evidence.Guess()),
        Key.Of("off", Quantities.Rate, "0.1 /d", "Rate of switching back without want.", Evidence.Guess()),
        Key.Of("sparing", Quantities.Fraction, "0.5", "Part of the oxygen uptake that it spares.", Evidence.Guess()),
        Key.Of("tolerance", Quantities.PositiveNumber, "2", "How many times more oxygen a cell feels it has.", Evidence.Guess()),
    ]);

    public static SectionShape Anoikis { get; } = new("Anoikis: death without matrix and neighbours; only where there is a field of matrix.",
    [
        Active,
        Key.Of("death", Quantities.Rate, "1 /d", "Without protection.", Evidence.Guess()),
        Key.Of("matrix_needed", Quantities.Fraction, "0.05", "Matrix that is enough.", Evidence.Guess()),
        Key.Of("protection", Quantities.Fraction, "0.8", "Part that a mesenchymal state or AKT takes away.", Evidence.Guess()),
    ]);

    public static SectionShape Addiction { get; } = new("Addiction of a clone with that mutation to the drug.",
    [
        Key.Of("slowing_from", Quantities.Factor, "1.3", "ERK above which division slows.", Evidence.Guess()),
        Key.Of("slowing_over", Quantities.PositiveNumber, "0.3", "ERK from there to no division.", Evidence.Guess()),
        Key.Of("death", Quantities.Rate, "0.15 /d", "Death added without drug.", Evidence.Guess()),
    ]);

    public static SectionShape Mutation { get; } = new("Mutation at division: probabilities for each of the two daughters.",
    [
        Key.Of("scale", Quantities.Factor, "1",
            "Multiplies them all. 100 makes up for a lattice far smaller than a patient; say so in every resistance result."),
        .. MutationRates,
        Key.Of("expanding_factor", new WholeShape(1, 1000, "5"), "5", "How many times more an expanding persister has.", Evidence.Guess()),
        Key.Of("barcode", Quantities.Fraction, "0.001", "A neutral barcode changes and a clone begins.", Evidence.Guess()),
    ]);

    public static SectionShape All { get; } = new("The laws that every tumour cell follows.",
    [
        Key.Of("targeted_drug", Drug),
        Key.Of("next_drug", NextDrug),
        Key.Of("met", Met),
        Key.Of("igf1_receptor", Igf1Receptor),
        Key.Of("erk", Erk),
        Key.Of("fra1", Fra1),
        Key.Of("secretome", Secretome),
        Key.Of("akt", Akt),
        Key.Of("division", Division),
        Key.Of("cycle", Cycle),
        Key.Of("apoptosis", Apoptosis),
        Key.Of("necrosis", Necrosis),
        Key.Of("clearance", Clearance),
        Key.Of("efflux", Efflux),
        Key.Of("chemo_a", ChemoA),
        Key.Of("chemo_b", ChemoB),
        Key.Of("damage", Damage),
        Key.Of("transition", Transition),
        Key.Of("stemness", Stemness),
        Key.Of("memory", Memory),
        Key.Of("persistence", Persistence),
        Key.Of("dormancy", Dormancy),
        Key.Of("autophagy", Autophagy),
        Key.Of("metabolism", Metabolism),
        Key.Of("anoikis", Anoikis),
        Key.Of("addiction", Addiction),
        Key.Of("mutation", Mutation),
        MovementKeys.Compaction,
        MovementKeys.Migration,
    ]);

    private static SectionShape Chemo(string summary, string influx, string synthesising, string mitotic) => new(summary,
    [
        Key.Of("influx", Quantities.Rate, influx, "Concentration a time for each concentration outside.", Evidence.Guess()),
        Key.Of("loss", Quantities.PositiveRate, "0.3 /h", "First order.", Evidence.Guess()),
        Key.Of("pumped", Quantities.Rate, "30 /h", "By full P-glycoprotein; 0 for what it does not carry.",
            Evidence.Guess("IC50 rises 1 + 92 P fold")),
        Key.Of("half_pump", Quantities.PositiveMolarity, "500 uM", "Drug inside that halves the pump's rate.", Evidence.Guess()),
        Key.Of("potency", Quantities.Factor, "0.002", "Damage an hour for each uM inside.", Evidence.Guess()),
        Key.Of("quiescent", Quantities.Factor, "0.2", "Weight of a cell that does not cycle.", Evidence.Guess()),
        Key.Of("growing", Quantities.Factor, "0.7", "Weight of G1.", Evidence.Guess()),
        Key.Of("synthesising", Quantities.Factor, synthesising, "Weight of S.", Evidence.Guess()),
        Key.Of("mitotic", Quantities.Factor, mitotic, "Weight of G2 and M.", Evidence.Guess()),
    ]);
}
