namespace GpuTumor.Scenarios;

/// <summary>A unit that a field may be kept in.</summary>
/// <param name="Name">As a scenario spells it; <c>1</c> for a share of the drug's plasma level at steady state.</param>
/// <param name="Symbol">As quantities spell it.</param>
/// <param name="Udunits">As snapshots spell it.</param>
/// <param name="Concentration">Its dimension.</param>
/// <param name="Change">The dimension of concentration per time.</param>
internal sealed record ConcentrationUnit(
    string Name, string Symbol, string Udunits, Dimension Concentration, Dimension Change)
{
    public static ConcentrationUnit Relative { get; } = new("1", "", "1", Dimension.None, Dimension.Rate);

    public static ConcentrationUnit Tension { get; } =
        new("mmHg", "mmHg", "mmHg", Dimension.Tension, Dimension.TensionRate);

    public static ConcentrationUnit Nanomolar { get; } =
        new("nM", "nM", "nmol/L", Dimension.Molarity, Dimension.MolarityRate);

    public static ConcentrationUnit Micromolar { get; } = Nanomolar with { Name = "uM", Symbol = "uM", Udunits = "umol/L" };

    /// <summary>Every unit that a scenario may name.</summary>
    public static IReadOnlyList<ConcentrationUnit> All { get; } =
    [
        Relative, Tension, Nanomolar,
        Nanomolar with { Name = "pM", Symbol = "pM", Udunits = "pmol/L" },
        Micromolar,
        Nanomolar with { Name = "mM", Symbol = "mM", Udunits = "mmol/L" },
    ];

    /// <summary>The unit of a name; <see cref="Relative"/> for none.</summary>
    public static ConcentrationUnit Named(string? name) => All.FirstOrDefault(u => u.Name == name) ?? Relative;

    /// <summary>The unit of change, as quantities spell it.</summary>
    public string PerSecond => $"{Symbol}/s";
}
