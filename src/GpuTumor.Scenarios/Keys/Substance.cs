using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>What a field is unless its scenario says otherwise: the defaults of a role.</summary>
internal sealed record Substance(FieldRole Role, string Name, string LongName, ConcentrationUnit Unit)
{
    public string? Diffusivity { get; init; }

    public Evidence DiffusivityEvidence { get; init; }

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

    public required string BasalSecretion { get; init; }

    public Evidence BasalSecretionEvidence { get; init; }

    public required string InducedSecretion { get; init; }

    public Evidence InducedSecretionEvidence { get; init; }

    public string Solver { get; init; } = "automatic";

    /// <summary>The substances that cells know.</summary>
    public static IReadOnlyList<Substance> Known { get; } =
    [
        Plain(FieldRole.Oxygen, "oxygen", "oxygen tension", ConcentrationUnit.Tension) with
        {
            Diffusivity = "2000 um^2/s",
            DiffusivityEvidence = Evidence.Recalled("Grimes 2014"),
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
            Permeability = "0.05 /s",
            PermeabilityEvidence = Evidence.Guess(),
            Drug = "targeted_drug",
            CellUptake = "2e-3 /s",
            CellUptakeEvidence = Evidence.Guess(),
        },
        Plain(FieldRole.AktInhibitor, "akt_inhibitor", "PI3K/AKT inhibitor", ConcentrationUnit.Relative) with
        {
            Diffusivity = "200 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
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
            BasalSecretion = "0.1 molecules/s",
            BasalSecretionEvidence = Evidence.Guess("2 % of the induced"),
            InducedSecretion = "5 molecules/s",
            InducedSecretionEvidence = Evidence.Guess("1 to 10"),
        },
        Cytokine(FieldRole.Igf1, "igf1", "insulin-like growth factor 1") with
        {
            Diffusivity = "60 um^2/s",
            DiffusivityEvidence = Evidence.Recalled("free in water 159, Nauman 2007"),
            Decay = "5e-4 /s",
            DecayEvidence = Evidence.Guess("reaches 346 um"),
            InducedSecretion = "15 molecules/s",
            InducedSecretionEvidence = Evidence.Guess(),
        },
        Cytokine(FieldRole.Chemokine, "chemokine", "homing chemokine (CXCL, IL-6, IL-8)") with
        {
            Diffusivity = "80 um^2/s",
            DiffusivityEvidence = Evidence.Guess(),
            Decay = "3e-4 /s",
            DecayEvidence = Evidence.Guess(),
            BasalSecretion = "0.2 molecules/s",
            BasalSecretionEvidence = Evidence.Guess(),
            InducedSecretion = "10 molecules/s",
            InducedSecretionEvidence = Evidence.Guess(),
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
            BasalSecretion = noChange,
            InducedSecretion = noChange,
        };
    }

    private static Substance Cytokine(FieldRole role, string name, string longName)
        => Plain(role, name, longName, ConcentrationUnit.Nanomolar) with
        {
            Permeability = "1e-3 /s",
            PermeabilityEvidence = Evidence.Guess("washed out by blood"),
            BasalSecretion = "0 molecules/s",
            InducedSecretion = "0 molecules/s",
        };
}
