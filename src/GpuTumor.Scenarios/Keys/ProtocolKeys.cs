namespace GpuTumor.Scenarios;

/// <summary>Rules that treat by what is seen of the patient, as a scenario spells them.</summary>
internal static class ProtocolKeys
{
    /// <summary>What stands for no course.</summary>
    public const string NoCourse = "none";

    private static SectionShape NextHeld { get; } = new("A drug held at a level in blood.",
    [
        Key.Needed("drug", NameShape.Identifier, "The drug."),
        Key.Of("level", DrugKeys.Level, "1", "Level in plasma, 1 = the drug's steady state; or a concentration."),
    ]);

    private static SectionShape NextDoses { get; } = new("Doses of a drug.",
    [
        Key.Needed("drug", NameShape.Identifier, "The drug."),
        Key.Needed("dose", DrugKeys.Dose, "Each dose: in standard doses, or as the standard dose is written."),
        Key.Of("every", new EitherShape(new WordShape("standard"), Quantities.Duration), "standard", "The interval; the drug's own unless given."),
        Key.Of("infusion", new EitherShape(new WordShape("standard", "bolus"), Quantities.Duration), "standard",
            "How long each runs into a vein; as the drug's own unless given."),
    ]);

    private static ChosenShape Next { get; } =
        new(node => (node as MappingNode)?["dose"] is null ? NextHeld : NextDoses, [NextHeld, NextDoses]);

    private static Key Drug { get; } = Key.Needed("drug", NameShape.Identifier, "The drug that it governs; treatments give it.");

    private static SectionShape[] Kinds { get; } =
    [
        Kind("adaptive_hold", "Holds the drug once the tumour has shrunk, and resumes it once it is back.",
        [
            Drug,
            Key.Of("stop_below", Quantities.Fraction, "50 %", "Of the first scan.", Evidence.Verified("Zhang 2017")),
            Key.Of("resume_at", Quantities.PositiveNumber, "100 %", "Of the first scan.", Evidence.Verified("Zhang 2017")),
        ]),
        Kind("adaptive_dose", "Raises or lowers the dose as the tumour grows or shrinks.",
        [
            Drug,
            Key.Of("change", Quantities.Fraction, "10 %", "Of the tumour, that changes the dose.", Evidence.Recalled("Enriquez-Navas 2016")),
            Key.Of("step", Quantities.Fraction, "25 %", "Of the dose.", Evidence.Recalled("Enriquez-Navas 2016")),
            Key.Of("least", Quantities.Fraction, "10 %", "Lowest share of the full dose.", Evidence.Guess()),
            Key.Of("stop_below", Quantities.Fraction, "0 %", "Of the first scan; below it the drug is held."),
        ]),
        Kind("intermittent", "Gives and withholds the drug in turn, whatever is seen.",
        [
            Drug,
            Key.Of("from", Quantities.Moment, "0 h", "When the first time on begins."),
            Key.Of("on", Quantities.Duration, "28 d", "How long it is given.", Evidence.Recalled("Das Thakur 2013")),
            Key.Of("off", Quantities.Duration, "14 d", "How long it is withheld.", Evidence.Recalled("Das Thakur 2013; 2 to 4 weeks")),
        ]),
        Kind("second_line", "Once the tumour grows in spite of the drug, stops it and begins another.",
        [
            Drug,
            Key.Needed("next", Next, "What then begins."),
        ]),
        Kind("genotype_guided", "Once the tumour grows in spite of the drug, takes a biopsy and chooses the next by the mutation found most.",
        [
            Drug,
            Key.Needed("by_mutation", new NamedShape("mutations", (_, _) => Next, () => [(NamedShape.AnyName, Next)]),
                "What begins for each mutation."),
            Key.Of("otherwise", new EitherShape(new WordShape(NoCourse), Next), NoCourse, "What begins if none of them is found; none goes on as before."),
            Key.Of("least", Quantities.Fraction, "5 %", "Part of the biopsy that must carry a mutation.", Evidence.Guess("what a panel detects")),
        ]),
        Kind("immune_guided", "Takes biopsies, and once the tumour has become immunologically colder begins courses.",
        [
            Key.Of("from", Quantities.Moment, "0 h", "When the first biopsy is taken, to compare with."),
            Key.Of("every", Quantities.Duration, "7 d", "Between biopsies.", Evidence.Guess()),
            Key.Of("drop", Quantities.PositiveNumber, "1", "Of the hot index of the biopsy, a logarithm to base 2, that begins the courses.", Evidence.Guess()),
            Key.Needed("begin", new ListShape(Next, "courses"), "What then begins: a CCR2 inhibitor and a PD-1 blockade, say."),
        ]),
    ];

    private static SectionShape Unknown { get; } = new("A protocol.",
        [Key.Needed("protocol", new WordShape([.. Kinds.Select(NameOf)]), "Which protocol.")]);

    /// <summary>All protocols of a scenario.</summary>
    public static ListShape All { get; } = new(new ChosenShape(Meant, Kinds), "protocols");

    /// <summary>What is seen of the patient.</summary>
    public static SectionShape Imaging { get; } = new("What protocols get to see: scans now and then, late, blurred, and nothing below a limit.",
    [
        Key.Of("interval", Quantities.Duration, "7 d", "Between scans.", Evidence.Guess("1 to 28 d")),
        Key.Of("lag", Quantities.Moment, "0 h", "Until a scan is reported.", Evidence.Guess()),
        Key.Of("noise", Quantities.Fraction, "10 %", "Log-normal, relative.", Evidence.Guess()),
        Key.Of("detection_limit", new WholeShape(0, 1_000_000_000_000, "10000"), "10000", "Cells below which nothing is seen.", Evidence.Guess("scaled to the box")),
        Key.Of("biopsy", new WholeShape(1, 1_000_000, "1000"), "1000", "Cells that a biopsy takes.", Evidence.Guess()),
    ]);

    /// <summary>Whether a next course gives doses.</summary>
    public static bool IsDoses(Section next) => next.Shape == NextDoses;

    /// <summary>The courses that a protocol may begin.</summary>
    public static IEnumerable<Section> NextCourses(Section protocol)
        => new[] { protocol["next"]?.Content, protocol["otherwise"]?.Content }
            .Concat(protocol.Items("begin").Select(course => course.Content))
            .Concat(protocol.Named("by_mutation").Select(choice => choice.Value.Content))
            .OfType<Section>();

    private static SectionShape Meant(Node node)
    {
        string? name = ((node as MappingNode)?["protocol"] as ScalarNode)?.Text;
        return Kinds.FirstOrDefault(kind => NameOf(kind) == name) ?? Unknown;
    }

    private static string NameOf(SectionShape kind) => ((WordShape)kind.Keys[0].Shape).Words[0];

    private static SectionShape Kind(string name, string summary, IReadOnlyList<Key> keys)
        => new(summary, [Key.Needed("protocol", new WordShape(name), "Which protocol."), .. keys]);
}
