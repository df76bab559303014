namespace GpuTumor.Scenarios;

/// <summary>The laws of a tumour cell, as a scenario spells them.</summary>
internal static class TumourCellKeys
{
    public static SectionShape Drug { get; } = new("How the targeted drug shuts its kinase.",
    [
        Key.Of("half_inhibition", Quantities.PositiveNumber, "0.1",
            "Drug that inhibits half, 1 = plasma at steady state.", Evidence.Guess()),
        Key.Of("half_inhibition_target_mutation", Quantities.PositiveNumber, "10",
            "The same in a cell with the target mutation: 100-fold.", Evidence.Verified("resistant lines 5 to 100-fold")),
        Key.Of("exponent", Quantities.PositiveNumber, "1.5",
            "Steepness of the response (Hill exponent).", Evidence.Guess()),
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

    public static SectionShape All { get; } = new("The laws that every tumour cell follows.",
    [
        Key.Of("targeted_drug", Drug),
        Key.Of("met", Met),
        Key.Of("igf1_receptor", Igf1Receptor),
        Key.Of("erk", Erk),
        Key.Of("fra1", Fra1),
        Key.Of("secretome", Secretome),
        Key.Of("akt", Akt),
        Key.Of("division", Division),
        Key.Of("apoptosis", Apoptosis),
        Key.Of("necrosis", Necrosis),
        Key.Of("clearance", Clearance),
        MovementKeys.Compaction,
        MovementKeys.Migration,
    ]);
}
