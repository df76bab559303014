using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>What a drug is unless its scenario says otherwise: the defaults of its name.</summary>
internal sealed record Medicine(string Name, string Summary)
{
    public string Unit { get; init; } = "1";

    public string? HalfLives { get; init; }

    public Evidence HalfLivesEvidence { get; init; }

    public string Shares { get; init; } = "1";

    public Evidence SharesEvidence { get; init; }

    public string Absorption { get; init; } = "none";

    public Evidence AbsorptionEvidence { get; init; }

    public string StandardDose { get; init; } = "1";

    public string Every { get; init; } = "1 d";

    public Evidence DoseEvidence { get; init; }

    public string Infusion { get; init; } = "bolus";

    public string MeanLevel { get; init; } = "1";

    public string PeakLevel { get; init; } = "none";

    public Evidence LevelEvidence { get; init; }

    public string Toxicity { get; init; } = "1";

    public Evidence ToxicityEvidence { get; init; } = Evidence.Guess("1 at the maximum tolerated dose");

    public DrugAction Action { get; init; }

    public string HalfEffect { get; init; } = "0.1";

    public Evidence HalfEffectEvidence { get; init; } = Evidence.Guess();

    /// <summary>The drugs that are known by name.</summary>
    public static IReadOnlyList<Medicine> Known { get; } =
    [
        new("targeted_drug", "A MAPK-pathway inhibitor as vemurafenib, swallowed.")
        {
            HalfLives = "57 h",
            HalfLivesEvidence = Evidence.Verified("vemurafenib; 30 to 120 h"),
            Absorption = "1.65 /h",
            AbsorptionEvidence = Evidence.Verified("highest 3 h after a single dose"),
            StandardDose = "960 mg",
            Every = "12 h",
            DoseEvidence = Evidence.Verified("vemurafenib, twice a day"),
            LevelEvidence = Evidence.Recalled("61 ug/mL at steady state, of which less than 1 % is free"),
        },
        Swallowed("next_drug", "The next-generation targeted drug, for a target that has mutated, swallowed.", "48 h", "osimertinib about 48 h", "1 d"),
        Swallowed("akt_inhibitor", "A PI3K/AKT inhibitor, swallowed.", "12 h", "5 to 80 h", "1 d") with { Toxicity = "1" },
        new("chemo_a", "A chemotherapy that damages DNA, as doxorubicin, into a vein.")
        {
            Unit = "uM",
            HalfLives = "5 min, 1.75 h, 30 h",
            HalfLivesEvidence = Evidence.Recalled("doxorubicin; the second 1 to 2.5 h"),
            Shares = "0.94, 0.05, 0.01",
            SharesEvidence = Evidence.Guess("the area of a dose is then about 3 uM h"),
            StandardDose = "60 mg/m^2",
            Every = "21 d",
            DoseEvidence = Evidence.Recalled("doxorubicin alone"),
            Infusion = "5 min",
            MeanLevel = "none",
            PeakLevel = "5 uM",
            LevelEvidence = Evidence.Recalled("doxorubicin"),
        },
        new("chemo_b", "A chemotherapy that binds tubulin, as paclitaxel, into a vein.")
        {
            Unit = "uM",
            HalfLives = "0.3 h, 6 h, 20 h",
            HalfLivesEvidence = Evidence.Recalled("paclitaxel"),
            Shares = "0.97, 0.025, 0.005",
            SharesEvidence = Evidence.Guess("the area of a dose is then about 19 uM h"),
            StandardDose = "175 mg/m^2",
            Every = "21 d",
            DoseEvidence = Evidence.Recalled("paclitaxel; or 80 mg/m^2 every week"),
            Infusion = "3 h",
            MeanLevel = "none",
            PeakLevel = "4 uM",
            LevelEvidence = Evidence.Recalled("paclitaxel"),
        },
        new("anti_pd1", "An antibody against PD-1, into a vein.")
        {
            HalfLives = "25 d",
            HalfLivesEvidence = Evidence.Recalled(),
            StandardDose = "200 mg",
            Every = "21 d",
            DoseEvidence = Evidence.Recalled("pembrolizumab"),
            Infusion = "30 min",
            LevelEvidence = Evidence.Guess("1 = plasma at steady state"),
            Action = DrugAction.Pd1Blockade,
            HalfEffect = "0.05",
            HalfEffectEvidence = Evidence.Recalled("receptors are full at a fraction of the usual level"),
            Toxicity = "0.5",
            ToxicityEvidence = Evidence.Guess("milder than a chemotherapy"),
        },
        Swallowed("ccr2_inhibitor", "A CCR2 inhibitor, swallowed.", "8 h", "", "12 h") with
        {
            Action = DrugAction.Ccr2Inhibition,
            Toxicity = "0.3",
            ToxicityEvidence = Evidence.Guess("milder than a chemotherapy"),
        },
        Swallowed("met_inhibitor", "A MET inhibitor, swallowed.", "24 h", "6 to 55 h", "1 d") with { Action = DrugAction.MetInhibition },
        Swallowed("igf1r_inhibitor", "An inhibitor of the IGF1 receptor, swallowed.", "12 h", "4 to 24 h", "12 h") with
        {
            Action = DrugAction.Igf1ReceptorInhibition,
        },
        Swallowed("mmp_inhibitor", "An inhibitor of matrix metalloproteinases, swallowed.", "10 h", "", "12 h") with
        {
            Action = DrugAction.MmpInhibition,
        },
        Swallowed("caf_inhibitor", "A drug that keeps fibroblasts quiet, swallowed.", "12 h", "", "1 d") with
        {
            Action = DrugAction.FibroblastInhibition,
        },
        Swallowed("autophagy_inhibitor", "An autophagy inhibitor as hydroxychloroquine, swallowed.", "40 d", "terminal, 22 to 50 d", "1 d") with
        {
            Action = DrugAction.AutophagyInhibition,
        },
        Swallowed("pgp_inhibitor", "An inhibitor of the P-glycoprotein, swallowed.", "10 h", "", "12 h") with
        {
            Action = DrugAction.PgpInhibition,
            HalfEffect = "0.005",
            HalfEffectEvidence = Evidence.Guess("the usual level brings resistance by full P-glycoprotein below twofold"),
        },
        Swallowed("epigenetic_drug", "A drug that takes persisters their chromatin state, as an HDAC inhibitor, swallowed.", "3 h", "1 to 15 h", "1 d") with
        {
            Action = DrugAction.EpigeneticReset,
        },
        Swallowed("senolytic", "A drug that kills senescent cells, swallowed.", "16 h", "navitoclax about 17 h", "1 d") with
        {
            Action = DrugAction.Senolysis,
        },
    ];

    /// <summary>The drug of a name, or one of which only the name is known.</summary>
    public static Medicine Of(string name) => Known.FirstOrDefault(known => known.Name == name) ?? new Medicine(name, "A drug.");

    private static Medicine Swallowed(string name, string summary, string halfLife, string range, string every) => new(name, summary)
    {
        HalfLives = halfLife,
        HalfLivesEvidence = Evidence.Guess(range),
        Absorption = "1 /h",
        AbsorptionEvidence = Evidence.Guess("highest after two to three hours"),
        Every = every,
        DoseEvidence = Evidence.Guess(),
        LevelEvidence = Evidence.Guess("1 = plasma at steady state"),
    };
}
