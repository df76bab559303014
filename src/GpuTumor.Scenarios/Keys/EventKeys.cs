namespace GpuTumor.Scenarios;

/// <summary>What is done to the patient besides drugs, as a scenario spells it.</summary>
internal static class EventKeys
{
    private static ListShape Times { get; } = new(Quantities.Moment, "times");

    private static EitherShape TimeOrTimes { get; } = new(Times, Quantities.Moment);

    private static Key Site { get; } = Key.Of("site", NameShape.Identifier, "primary", "Where: primary, or a distant site.");

    private static SectionShape Resection { get; } = Kind("resection", "Surgery: the main mass is cut out with a margin.",
    [
        Key.Needed("at", Quantities.Moment, "When."),
        Site,
        Key.Of("margin", new QuantityShape(Bounds.NotNegative, Dimension.Length), "100 um", "How far around the mass is cut.", Evidence.Guess("scaled to the box")),
        Key.Of("residue", Quantities.Fraction, "0 %", "Part of the mass that is left, at its end towards high z."),
        Key.Of("wound", new FlagShape(), "true", "Whether the cut leaves a wound, which secretes as fields say while it heals.", Evidence.Recalled("recurrence where a tooth was drawn")),
    ]);

    private static SectionShape Radiotherapy { get; } = Kind("radiotherapy", "Radiation, by the linear-quadratic law with oxygen enhancement.",
    [
        Key.Needed("at", TimeOrTimes, "When: a time, or one for each fraction."),
        Site,
        Key.Of("dose", new QuantityShape(Bounds.Positive, Dimension.AbsorbedDose), "2 Gy", "Of each fraction."),
        Key.Of("alpha", new QuantityShape(Bounds.NotNegative, Dimension.PerGray), "0.3 /Gy", "Linear term.", Evidence.Recalled()),
        Key.Of("beta", new QuantityShape(Bounds.NotNegative, Dimension.PerGraySquared), "0.03 /Gy^2", "Quadratic term.", Evidence.Recalled()),
        Key.Of("oxygen_enhancement", Quantities.PositiveNumber, "3", "Dose that anoxic cells need, relative to others.", Evidence.Recalled()),
    ]);

    private static SectionShape Injection { get; } = Kind("injection", "Labelled cells injected into a vein.",
    [
        Key.Needed("at", Quantities.Moment, "When."),
        Key.Needed("founder", NameShape.Identifier, "Which founder's cells; one of 0 % is a label of its own."),
        Key.Needed("cells", new WholeShape(1, 1_000_000_000, "100000"), "How many."),
    ]);

    private static SectionShape Biopsy { get; } = Kind("biopsy", "A sample of the primary tumour, with its mutations counted.",
    [
        Key.Needed("at", TimeOrTimes, "When: a time, or several."),
        Key.Of("cells", new WholeShape(1, 1_000_000, "1000"), "1000", "Cells taken.", Evidence.Guess()),
    ]);

    private static SectionShape Bath { get; } = Kind("bath", "A bath in conditioned medium: a field is held near a level everywhere.",
    [
        Key.Needed("field", NameShape.Identifier, "The field."),
        Key.Needed("level", DrugKeys.Level, "Its level in the medium, as a run from which the medium is taken reports it."),
        Key.Of("from", Quantities.Moment, "0 h", "When it begins."),
        Key.Of("until", new EitherShape(new WordShape("never"), Quantities.Moment), "never", "When it ends."),
        Key.Of("exchange", Quantities.Rate, "0.05 /s", "How fast the medium is renewed; well above the field's decay.", Evidence.Guess()),
    ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SectionShape> Kinds { get; } = [Resection, Radiotherapy, Injection, Biopsy, Bath];

    /// <summary>What stands where no event is known by that name.</summary>
    public static SectionShape Unknown { get; } =
        new("An event.", [Key.Needed("do", new WordShape([.. Kinds.Select(NameOf)]), "What is done.")]);

    /// <summary>The event that a node means.</summary>
    public static SectionShape Meant(Node node)
    {
        string? name = ((node as MappingNode)?["do"] as ScalarNode)?.Text;
        return Kinds.FirstOrDefault(kind => NameOf(kind) == name) ?? Unknown;
    }

    /// <summary>Times of an event, in hours.</summary>
    public static IEnumerable<Value> TimesOf(Section treatment) => treatment["at"] switch
    {
        { Content: IReadOnlyList<Value> times } => times,
        { Content: Quantity } time => [time],
        _ => [],
    };

    private static string NameOf(SectionShape kind) => ((WordShape)kind.Keys[0].Shape).Words[0];

    private static SectionShape Kind(string name, string summary, IReadOnlyList<Key> keys)
        => new(summary, [Key.Needed("do", new WordShape(name), "What is done."), .. keys]);
}
