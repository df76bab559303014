namespace GpuTumor.Scenarios;

/// <summary>Blood, and the distant sites that it reaches, as a scenario spells them.</summary>
internal static class CirculationKeys
{
    /// <summary>What stands for a patient whose tumour sheds no cells.</summary>
    public const string Absent = "none";

    private static SectionShape Primary { get; } = new("What happens to cells that arrest in the primary tumour.",
    [
        Key.Of("weight", Quantities.Factor, "0.05", "Part of the capillary bed, relative to other sites.", Evidence.Guess("0.02 to 0.1")),
        Key.Of("extravasation", Quantities.Fraction, "20 %", "Of the cells that arrest; others die there.", Evidence.Guess()),
    ]);

    private static SectionShape Blood { get; } = new("Tumour cells in the blood.",
    [
        Key.Of("entry", Quantities.Rate, "0.02 /d", "Entry of an epithelial cell that touches a vessel.", Evidence.Recalled("about 1e6 per gram and day; Butler and Gullino 1975: 3 to 4e6")),
        Key.Of("emt_gain", Quantities.Factor, "10", "How many times more a mesenchymal cell enters.", Evidence.Guess()),
        Key.Of("fra1_gain", Quantities.Factor, "0", "How much more a cell with full FRA1 enters: 0 in melanoma, 1 in breast.", Evidence.Guess()),
        Key.Of("secretome_gain", Quantities.Factor, "0.5", "How much more where all neighbours release the full secretome.", Evidence.Guess()),
        Key.Of("cluster_share", Quantities.Fraction, "3 %", "Part of the entries that takes neighbours along.", Evidence.Recalled("2 to 5 % of circulating tumour cells go in clusters")),
        Key.Of("largest_cluster", new WholeShape(1, 50, "10"), "10", "Most cells of a cluster; 1 for none.", Evidence.Recalled()),
        Key.Of("death_half_life", Quantities.Duration, "1 h", "Of single cells, to shear and want of contact.", Evidence.Recalled("minutes to 2.4 h in all")),
        Key.Of("anoikis_resistance", Quantities.Fraction, "80 %", "Part of that which EMT or AKT take away.", Evidence.Guess()),
        Key.Of("cluster_protection", new QuantityShape(Bounds.Positive, Dimension.None), "3", "How many times less clusters die.", Evidence.Verified("Aceto 2014: direction")),
        Key.Of("arrest_half_life", Quantities.Duration, "30 min", "To arrest in a capillary bed.", Evidence.Recalled()),
        Key.Of("chemokine_gain", Quantities.Factor, "10", "How many times more cells arrest where the chemokine is high.", Evidence.Guess("direction: Kim 2009 [V]")),
        Key.Of("chemokine_half", Quantities.PositiveMolarity, "1 nM", "Chemokine of half that effect.", Evidence.Guess()),
        Key.Of("cluster_advantage", Quantities.PositiveNumber, "18", "How many times likelier a cluster leaves the vessel.",
            Evidence.Calibrated("to 23 times the odds per cell; Aceto 2014: 23 to 50 [V]")),
        Key.Of("primary", Primary),
    ]);

    /// <summary>Blood, or none.</summary>
    public static EitherShape Circulation { get; } = new(Blood, new WordShape(Absent));

    /// <summary>Distant sites by name.</summary>
    public static NamedShape Sites { get; } = new("sites", (name, _) => Site(name), SchemaShapes);

    private static IEnumerable<(string Name, Shape Shape)> SchemaShapes()
        => [("lung", Site("lung")), ("liver", Site("liver")), (NamedShape.AnyName, Site(""))];

    private static SectionShape Site(string name) => new("A distant site: a box of its own, which is there once a cell begins to grow in it.",
    [
        Key.Needed("size", new ListShape(new WholeShape(4, 100_000, "64"), "three edges in voxels, such as [64, 64, 64]", 3),
            "Edges along x, y and z, in voxels of the primary's spacing."),
        Key.Of("vessels", ScenarioKeys.Vessels),
        new("matrix", ScenarioKeys.Matrix, "The matrix here, where it differs from the patient's."),
        new("fields", FieldKeys.All, "The substances here, where they differ from the patient's: levels in blood, secretion, decay."),
        new("tumour_cell", TumourCellKeys.All, "The laws of tumour cells here, where they differ from the patient's."),
        new("host", HostKeys.Host.Shape, "The host cells here, where they differ from the patient's."),
        Key.Of("weight", Quantities.Factor, name == "lung" ? "0.6" : "0.3", "Part of the capillary bed, relative to other sites.", Evidence.Guess("lung 0.6, liver 0.3")),
        Key.Of("extravasation", Quantities.Fraction, "1 %", "Of the single cells that arrest; others die there.", Evidence.Guess("with the rest of the cascade about 2e-5 per cell by day 60")),
        Key.Of("early_death", Quantities.Rate, "1 /d", "Of cells just arrived.", Evidence.Guess()),
        Key.Of("early_time", Quantities.Duration, "3 d", "How long they are in that danger.", Evidence.Guess()),
        Key.Of("dormant", Quantities.Fraction, "98 %", "Part of the survivors that falls dormant.", Evidence.Recalled("Luzzi 1998: 97.5 %")),
        Key.Of("awakening", Quantities.Rate, "0.002 /d", "Of dormant cells, times (1 + 2 AKT) and their stemness.", Evidence.Guess()),
    ]);
}
