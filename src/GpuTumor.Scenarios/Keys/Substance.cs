using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>What a field is unless its scenario says otherwise: the defaults of a role.</summary>
internal sealed record Substance(FieldRole Role, string Name, string LongName, ConcentrationUnit Unit)
{
    public string? Diffusivity { get; init; }

    public Evidence DiffusivityEvidence { get; init; }

    public string Hindrance { get; init; } = "0";

    public Evidence HindranceEvidence { get; init; }

    public string Decay { get; init; } = "0 /s";

    public Evidence DecayEvidence { get; init; }

    public required string Initial { get; init; }

    public Evidence InitialEvidence { get; init; }

    public string Permeability { get; init; } = "0 /s";

    public Evidence PermeabilityEvidence { get; init; }

    public required string VesselLevel { get; init; }

    public Evidence VesselLevelEvidence { get; init; }

    public string Drug { get; init; } = "none";

    public string CellUptake { get; init; } = "0 /s";

    public Evidence CellUptakeEvidence { get; init; }

    public required string UptakeMaximum { get; init; }

    public Evidence UptakeEvidence { get; init; }

    public required string HalfSaturation { get; init; }

    /// <summary>What cells give, by the key of the secretion; none where a key is missing.</summary>
    public IReadOnlyDictionary<string, (string Amount, Evidence Evidence)> Secretion { get; init; }
        = new Dictionary<string, (string, Evidence)>();

    public required string NoSecretion { get; init; }

    public string Solver { get; init; } = "automatic";

    /// <summary>The substances that cells know.</summary>
    public static IReadOnlyList<Substance> Known { get; } =
    [
        Plain(FieldRole.Oxygen, "oxygen", "oxygen tension", ConcentrationUnit.Tension) with
        {
            Diffusivity = "2000 um^2/s",
            DiffusivityEvidence = Evidence.Recalled("Grimes 2014"),
            Hindrance = "0.3",
            HindranceEvidence = Evidence.Guess("a small molecule"),
            Initial = "40 mmHg",
            InitialEvidence = Evidence.Guess("well perfused tissue"),
            Permeability = "1000 /s",
            PermeabilityEvidence = Evidence.Guess("so high that the vessel's voxel keeps the level in blood"),
            VesselLevel = "50 mmHg",
            VesselLevelEvidence = Evidence.Recalled("40 to 60 mmHg"),
            UptakeMaximum = "20 mmHg/s",
            UptakeEvidence = Evidence.Recalled("Grimes 2014: 22 mmHg/s, penetration 232 um"),
            HalfSaturation = "1 mmHg",
            Solver = "quasi_steady",
        },
        Plain(FieldRole.TargetedDrug, "targeted_drug", "targeted drug", ConcentrationUnit.Relative) with
        {
            Diffusivity = "200 um^2/s",
            DiffusivityEvidence = Evidence.Guess("100 to 400"),
            Hindrance = "0.7",
            HindranceEvidence = Evidence.Guess("a small drug; an antibody has 3"),
            Permeability = "0.05 /s",
            PermeabilityEvidence = Evidence.Guess(),
            Drug = "targeted_drug",
            CellUptake = "2e-3 /s",
            CellUptakeEvidence = Evidence.Guess(),
        },
        Plain(FieldRole.NextDrug, "next_drug", "next-generation targeted drug", ConcentrationUnit.Relative) with
        {
            Diffusivity = "200 um^2/s",
            DiffusivityEvidence = Evidence.Guess("100 to 400"),
            Hindrance = "0.7",
            HindranceEvidence = Evidence.Guess("a small drug; an antibody has 3"),
            Permeability = "0.05 /s",
            PermeabilityEvidence = Evidence.Guess(),
            Drug = "next_drug",
            CellUptake = "2e-3 /s",
            CellUptakeEvidence = Evidence.Guess(),
        },
        Plain(FieldRole.ChemoA, "chemo_a", "chemotherapy A, doxorubicin-like", ConcentrationUnit.Micromolar) with
        {
            Diffusivity = "100 um^2/s",
            DiffusivityEvidence = Evidence.Recalled("20 to 160"),
            Hindrance = "0.7",
            HindranceEvidence = Evidence.Guess("a small drug"),
            Permeability = "0.05 /s",
            PermeabilityEvidence = Evidence.Guess(),
            Drug = "chemo_a",
            CellUptake = "0.04 /s",
            CellUptakeEvidence = Evidence.Verified("half of it 35 um from a vessel; 24 to 43 um in BMC Cancer 12:214"),
        },
        Plain(FieldRole.ChemoB, "chemo_b", "chemotherapy B, taxane-like", ConcentrationUnit.Micromolar) with
        {
            Diffusivity = "80 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
            Hindrance = "0.7",
            HindranceEvidence = Evidence.Guess("a small drug"),
            Permeability = "0.05 /s",
            PermeabilityEvidence = Evidence.Guess(),
            Drug = "chemo_b",
            CellUptake = "0.02 /s",
            CellUptakeEvidence = Evidence.Guess(),
        },
        Plain(FieldRole.AktInhibitor, "akt_inhibitor", "PI3K/AKT inhibitor", ConcentrationUnit.Relative) with
        {
            Diffusivity = "200 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
            Hindrance = "0.7",
            HindranceEvidence = Evidence.Guess("a small drug; an antibody has 3"),
            Permeability = "0.05 /s",
            PermeabilityEvidence = Evidence.Guess(),
            Drug = "akt_inhibitor",
            CellUptake = "2e-3 /s",
            CellUptakeEvidence = Evidence.Guess(),
        },
        Cytokine(FieldRole.Hgf, "hgf", "hepatocyte growth factor") with
        {
            Diffusivity = "20 um^2/s",
            DiffusivityEvidence = Evidence.Recalled("84 kDa; 10 to 60"),
            Decay = "5e-4 /s",
            DecayEvidence = Evidence.Guess("1e-4 to 1e-3; reaches 200 um"),
            Secretion = Given(
                ("basal", "0.1 molecules/s", Evidence.Guess("2 % of the induced")),
                ("induced", "5 molecules/s", Evidence.Guess("1 to 10")),
                ("senescent", "1.5 molecules/s", Evidence.Guess("SASP: 0.3 of the induced")),
                ("caf", "5 molecules/s", Evidence.Guess()),
                ("wound", "5 molecules/s", Evidence.Guess("as a fibroblast"))),
        },
        Cytokine(FieldRole.Igf1, "igf1", "insulin-like growth factor 1") with
        {
            Diffusivity = "60 um^2/s",
            DiffusivityEvidence = Evidence.Recalled("free in water 159, Nauman 2007"),
            Decay = "5e-4 /s",
            DecayEvidence = Evidence.Guess("reaches 346 um"),
            Secretion = Given(
                ("induced", "15 molecules/s", Evidence.Guess()),
                ("senescent", "4.5 molecules/s", Evidence.Guess("SASP: 0.3 of the induced")),
                ("caf", "10 molecules/s", Evidence.Guess()),
                ("wound", "10 molecules/s", Evidence.Guess("as a fibroblast"))),
        },
        Cytokine(FieldRole.Chemokine, "chemokine", "homing chemokine (CXCL, IL-6, IL-8)") with
        {
            Diffusivity = "80 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
            Decay = "3e-4 /s",
            DecayEvidence = Evidence.Guess(),
            Secretion = Given(
                ("basal", "0.2 molecules/s", Evidence.Guess()),
                ("induced", "10 molecules/s", Evidence.Guess()),
                ("senescent", "3 molecules/s", Evidence.Guess("SASP: 0.3 of the induced")),
                ("wound", "10 molecules/s", Evidence.Guess())),
        },
        Cytokine(FieldRole.Ccl2, "ccl2", "CCL2, which calls myeloid cells") with
        {
            Diffusivity = "80 um^2/s",
            DiffusivityEvidence = Evidence.Guess("50 in an agent-based model [V]"),
            Decay = "3e-4 /s",
            DecayEvidence = Evidence.Guess(),
            Secretion = Given(
                ("induced", "3 molecules/s", Evidence.Guess()),
                ("senescent", "3 molecules/s", Evidence.Guess("SASP")),
                ("apoptotic", "20 molecules/s", Evidence.Guess("a dying cell")),
                ("necrotic", "20 molecules/s", Evidence.Guess("a dying cell")),
                ("mdsc", "2 molecules/s", Evidence.Guess()),
                ("tam", "2 molecules/s", Evidence.Guess("as an MDSC"))),
        },
        Cytokine(FieldRole.Suppressor, "suppressor", "suppressor (TGF-beta, IL-10, PGE2)") with
        {
            Diffusivity = "25 um^2/s",
            DiffusivityEvidence = Evidence.Verified("26 um^2/s"),
            Decay = "1e-3 /s",
            DecayEvidence = Evidence.Guess(),
            Secretion = Given(
                ("hypoxic", "1 molecules/s", Evidence.Guess()),
                ("mdsc", "10 molecules/s", Evidence.Guess()),
                ("caf", "3 molecules/s", Evidence.Guess()),
                ("tam", "10 molecules/s", Evidence.Guess("as an MDSC")),
                ("wound", "3 molecules/s", Evidence.Guess("as a fibroblast"))),
        },
        Plain(FieldRole.Damp, "damp", "danger signals of dead cells", ConcentrationUnit.Relative) with
        {
            Diffusivity = "30 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
            Hindrance = "1.5",
            HindranceEvidence = Evidence.Guess("a protein; direction by Netti 2000"),
            Decay = "1e-4 /s",
            DecayEvidence = Evidence.Guess(),
            Permeability = "1e-3 /s",
            PermeabilityEvidence = Evidence.Guess("washed out by blood"),
            Secretion = Given(
                ("apoptotic", "2.3e-5 /s", Evidence.Guess("one cell's worth in 12 h")),
                ("necrotic", "6.9e-6 /s", Evidence.Guess("three cells' worth in 5 d"))),
        },
        Cytokine(FieldRole.Ifng, "ifng", "interferon gamma with CXCL9 and CXCL10") with
        {
            Diffusivity = "60 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
            Decay = "3e-4 /s",
            DecayEvidence = Evidence.Guess(),
            Secretion = Given(("t_cell", "100 molecules/s", Evidence.Guess())),
        },
        Cytokine(FieldRole.Vegf, "vegf", "vascular endothelial growth factor") with
        {
            Diffusivity = "30 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
            Decay = "2e-4 /s",
            DecayEvidence = Evidence.Guess(),
            Secretion = Given(
                ("hypoxic", "5 molecules/s", Evidence.Guess()),
                ("wound", "5 molecules/s", Evidence.Guess())),
        },
        Plain(FieldRole.Mmp, "mmp", "matrix metalloproteinases", ConcentrationUnit.Relative) with
        {
            Diffusivity = "1 um^2/s",
            DiffusivityEvidence = Evidence.Recalled("0.1 to 8; Anderson-type models 0.1"),
            Hindrance = "1.5",
            HindranceEvidence = Evidence.Guess("a protein; direction by Netti 2000"),
            Decay = "1e-4 /s",
            DecayEvidence = Evidence.Guess(),
            Secretion = Given(
                ("mesenchymal", "1e-4 /s", Evidence.Guess("among mesenchymal cells alone the level is 1")),
                ("senescent", "5e-5 /s", Evidence.Guess("SASP")),
                ("caf", "5e-5 /s", Evidence.Guess())),
        },
        Plain(FieldRole.Timp3, "timp3", "TIMP3, bound to the matrix", ConcentrationUnit.Relative) with
        {
            Diffusivity = "1e-6 um^2/s",
            DiffusivityEvidence = Evidence.Guess("bound: it does not spread"),
            Decay = "2e-5 /s",
            DecayEvidence = Evidence.Guess(),
            Secretion = Given(
                ("epithelial", "2e-5 /s", Evidence.Guess("among epithelial cells alone the level is 1")),
                ("caf", "1e-5 /s", Evidence.Guess())),
        },
        Plain(FieldRole.Ecm, "ecm", "extracellular matrix", ConcentrationUnit.Relative) with
        {
            Diffusivity = "1e-6 um^2/s",
            DiffusivityEvidence = Evidence.Guess("it does not spread"),
            Initial = "0.3",
            InitialEvidence = Evidence.Guess("ordinary tissue; 0.6 to 0.9 in desmoplastic"),
        },
    ];

    /// <summary>The substance with a role's name, or null.</summary>
    public static Substance? Of(string? name) => Known.FirstOrDefault(s => s.Name == name);

    /// <summary>A substance that nothing is known of but its unit.</summary>
    public static Substance Plain(FieldRole role, string name, string longName, ConcentrationUnit unit)
    {
        string zero = unit.Symbol.Length > 0 ? $"0 {unit.Symbol}" : "0";
        string one = unit.Symbol.Length > 0 ? $"1 {unit.Symbol}" : "1";
        string noChange = $"0 {unit.PerSecond}";
        return new Substance(role, name, longName, unit)
        {
            Initial = zero,
            VesselLevel = zero,
            UptakeMaximum = noChange,
            HalfSaturation = one,
            NoSecretion = noChange,
        };
    }

    private static Substance Cytokine(FieldRole role, string name, string longName)
        => Plain(role, name, longName, ConcentrationUnit.Nanomolar) with
        {
            Hindrance = "1.5",
            HindranceEvidence = Evidence.Guess("a protein; direction by Netti 2000"),
            Permeability = "1e-3 /s",
            PermeabilityEvidence = Evidence.Guess("washed out by blood"),
            NoSecretion = "0 molecules/s",
        };

    private static Dictionary<string, (string Amount, Evidence Evidence)> Given(
        params (string Key, string Amount, Evidence Evidence)[] amounts)
        => amounts.ToDictionary(given => given.Key, given => (given.Amount, given.Evidence));
}
