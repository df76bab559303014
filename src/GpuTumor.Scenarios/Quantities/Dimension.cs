namespace GpuTumor.Scenarios;

/// <summary>A kind of physical quantity and the units it may be written in.</summary>
/// <remarks>Units are kept in one spelling (u for µ, ^2 for ², /s for 1/s); <see cref="Quantity"/> brings others to it.</remarks>
internal sealed class Dimension
{
    private static (string Symbol, double Factor)[] Lengths { get; } =
        [("um", 1), ("nm", 1e-3), ("mm", 1e3), ("cm", 1e4), ("m", 1e6)];

    private static (string Symbol, double Factor)[] Times { get; } =
        [("h", 1), ("s", 1.0 / 3600), ("min", 1.0 / 60), ("d", 24)];

    private static (string Symbol, double Factor)[] Tensions { get; } = [("mmHg", 1), ("kPa", 7.50061683)];

    private static (string Symbol, double Factor)[] Molarities { get; } =
    [
        ("nM", 1), ("pM", 1e-3), ("uM", 1e3), ("mM", 1e6), ("M", 1e9),
        ("nmol/L", 1), ("pmol/L", 1e-3), ("umol/L", 1e3), ("mmol/L", 1e6), ("mol/L", 1e9),
    ];

    private static (string Symbol, double Factor)[] Masses { get; } = [("mg", 1), ("ug", 1e-3), ("g", 1e3)];

    private Dimension(string name, string example, IEnumerable<(string Symbol, double Factor)> units)
    {
        (Name, Example) = (name, example);
        Units = units.ToDictionary(u => u.Symbol, u => u.Factor, StringComparer.Ordinal);
    }

    public static Dimension None { get; } = new("a number", "0.5", [("", 1), ("%", 0.01)]);

    public static Dimension Length { get; } = new("a length", "20 um", Lengths);

    public static Dimension Time { get; } = new("a time", "12 h", Times);

    public static Dimension Rate { get; } = new("a rate", "0.35 /d", PerTime([("", 1)]));

    public static Dimension Area { get; } = new("an area", "400 um^2", Squared(Lengths));

    public static Dimension Diffusivity { get; } = new("a diffusivity", "2000 um^2/s", PerTime(Squared(Lengths)));

    public static Dimension Speed { get; } = new("a speed", "0.3 um/min", PerTime(Lengths));

    public static Dimension Tension { get; } = new("an oxygen tension", "40 mmHg", Tensions);

    public static Dimension TensionRate { get; } = new("a change of oxygen tension", "20 mmHg/s", PerTime(Tensions));

    public static Dimension Molarity { get; } = new("a concentration", "0.25 nM", Molarities);

    public static Dimension MolarityRate { get; } = new("a change of concentration", "1e-3 nM/s", PerTime(Molarities));

    public static Dimension Secretion { get; } =
        new("a secretion", "5 molecules/s", PerTime([("molecules", 1), ("molecule", 1)]));

    public static Dimension Dose { get; } = new("a dose", "960 mg", Masses);

    public static Dimension DosePerArea { get; } =
        new("a dose by body surface", "60 mg/m^2", Masses.Select(m => ($"{m.Symbol}/m^2", m.Factor)));

    public static Dimension DosePerWeight { get; } =
        new("a dose by body weight", "2 mg/kg", Masses.Select(m => ($"{m.Symbol}/kg", m.Factor)));

    public static Dimension AbsorbedDose { get; } = new("a dose of radiation", "2 Gy", [("Gy", 1)]);

    public static Dimension PerGray { get; } = new("a radiosensitivity", "0.3 /Gy", [("/Gy", 1)]);

    public static Dimension PerGraySquared { get; } = new("a quadratic radiosensitivity", "0.03 /Gy^2", [("/Gy^2", 1)]);

    public static Dimension Voxels { get; } = new("a distance in voxels", "6 voxels", [("voxels", 1), ("voxel", 1)]);

    /// <summary>All dimensions, to recognise a unit that stands in the wrong place.</summary>
    public static IReadOnlyList<Dimension> All { get; } =
    [
        None, Length, Time, Rate, Area, Diffusivity, Speed, Tension, TensionRate, Molarity, MolarityRate, Secretion, Voxels,
        Dose, DosePerArea, DosePerWeight, AbsorbedDose, PerGray, PerGraySquared,
    ];

    /// <summary>With its article: "a length".</summary>
    public string Name { get; }

    /// <summary>A value as it should be written.</summary>
    public string Example { get; }

    /// <summary>Factors to the first unit.</summary>
    public IReadOnlyDictionary<string, double> Units { get; }

    private static IEnumerable<(string, double)> PerTime(IEnumerable<(string Symbol, double Factor)> units)
        => from unit in units
           from time in Times
           select ($"{unit.Symbol}/{time.Symbol}", unit.Factor / time.Factor);

    private static IEnumerable<(string Symbol, double Factor)> Squared(IEnumerable<(string Symbol, double Factor)> units)
        => units.Select(u => ($"{u.Symbol}^2", u.Factor * u.Factor));
}
