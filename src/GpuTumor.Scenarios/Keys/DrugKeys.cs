using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>A drug's way through the body, as a scenario spells it.</summary>
internal static class DrugKeys
{
    /// <summary>How actions are spelt.</summary>
    public static IReadOnlyDictionary<string, DrugAction> Actions { get; } =
        Enum.GetValues<DrugAction>().ToDictionary(action => Spelled.InSnakeCase(action.ToString()));

    /// <summary>All drugs by name: those that are known, and any other.</summary>
    public static NamedShape All { get; } = new("drugs", (name, _) => Section(Medicine.Of(name)), SchemaShapes);

    /// <summary>A dose: in standard doses, or as the standard dose is written.</summary>
    public static Shape Dose { get; } = new QuantityShape(
        Bounds.Positive, Dimension.None, Dimension.Dose, Dimension.DosePerArea, Dimension.DosePerWeight);

    /// <summary>A level in blood.</summary>
    public static Shape Level { get; } = new QuantityShape(Bounds.NotNegative, Dimension.None, Dimension.Molarity);

    /// <summary>The document with the known drugs that its treatments name, so that their every default is written out.</summary>
    public static MappingNode Named(MappingNode tree)
    {
        IEnumerable<string> named = new[] { tree["treatments"], tree["protocols"] }.OfType<Node>()
            .SelectMany(Words)
            .Where(word => Medicine.Known.Any(known => known.Name == word));
        if (tree["drugs"] is not (null or MappingNode))
            return tree;
        MappingNode drugs = tree["drugs"] as MappingNode ?? new MappingNode(tree.Place, []);
        foreach (string name in named.Distinct().Where(name => drugs[name] is null).ToList())
            drugs = drugs.With(new Entry(name, drugs.Place, new MappingNode(drugs.Place, [])));
        return drugs.Entries.Count == 0 && tree["drugs"] is null ? tree : tree.With(new Entry("drugs", drugs.Place, drugs));
    }

    private static IEnumerable<(string Name, Shape Shape)> SchemaShapes()
        => [.. Medicine.Known.Select(known => (known.Name, (Shape)Section(known))), (NamedShape.AnyName, Section(Medicine.Of("")))];

    private static SectionShape Section(Medicine of)
    {
        EitherShape orNone = new(new WordShape("none"), Level);
        SectionShape exchange = new("A compartment that the blood exchanges the drug with.",
        [
            Key.Needed("out", new QuantityShape(Bounds.Positive, Dimension.Rate), "From the blood."),
            Key.Needed("back", new QuantityShape(Bounds.Positive, Dimension.Rate), "Back into it."),
        ]);
        SectionShape compartments = new("Compartments instead of half-lives.",
        [
            Key.Needed("elimination", new QuantityShape(Bounds.Positive, Dimension.Rate), "Out of the body, from the blood."),
            new("exchange", new ListShape(exchange, "at most two compartments"), "Exchange with other compartments.")
            {
                Default = place => new ListNode(place, []),
            },
        ]);
        return new SectionShape(of.Summary,
        [
            Key.Of("unit", new WordShape("1", "nM", "uM"), of.Unit, "Of its levels; 1 = the mean of standard dosing."),
            new("half_lives", new EitherShape(new WordShape("none"), new ListShape(Quantities.Duration, "one to three half-lives")),
                "How fast it leaves the blood, the fastest first.")
            {
                Default = place => Listed(place, of.HalfLives),
                Evidence = of.HalfLivesEvidence,
            },
            new("shares", new ListShape(Quantities.Fraction, "the share of each half-life"),
                "Part of the first level that falls with each half-life.")
            {
                Default = place => Listed(place, of.Shares),
                Evidence = of.SharesEvidence,
            },
            Key.Of("compartments", new EitherShape(new WordShape("none"), compartments), "none", "Compartments instead of half-lives, or none."),
            Key.Of("absorption", new EitherShape(new WordShape("none"), new QuantityShape(Bounds.Positive, Dimension.Rate)), of.Absorption,
                "From the gut; none if it is given into a vein.", of.AbsorptionEvidence),
            Key.Of("standard_dose", Dose, of.StandardDose, "What other doses are compared with.", of.DoseEvidence),
            Key.Of("every", Quantities.Duration, of.Every, "The standard interval.", of.DoseEvidence),
            Key.Of("infusion", new EitherShape(new WordShape("bolus"), Quantities.Duration), of.Infusion,
                "How long a dose runs into a vein.", of.DoseEvidence),
            Key.Of("mean_level", orNone, of.MeanLevel, "Mean level of standard dosing at steady state, or none.", of.LevelEvidence),
            Key.Of("peak_level", orNone, of.PeakLevel, "Highest level of one standard dose, or none.", of.LevelEvidence),
            Key.Of("toxicity", Quantities.Factor, of.Toxicity, "Of standard dosing.", of.ToxicityEvidence),
            Key.Of("action", new WordShape([.. Actions.Keys]), Spelled.InSnakeCase(of.Action.ToString()),
                "What its level in blood does without a field in the tissue."),
            Key.Of("half_effect", new QuantityShape(Bounds.Positive, Dimension.None, Dimension.Molarity), of.HalfEffect,
                "Level that has half the effect; of drugs with an action.", of.HalfEffectEvidence),
        ]);
    }

    private static IEnumerable<string> Words(Node node) => node switch
    {
        ScalarNode scalar => [scalar.Text],
        ListNode list => list.Items.SelectMany(Words),
        MappingNode mapping => mapping.Entries.SelectMany(entry => Words(entry.Value)),
        _ => [],
    };

    private static Node Listed(Place place, string? items) => items is null
        ? new ScalarNode(place, "none")
        : new ListNode(place, [.. items.Split(", ").Select(item => new ScalarNode(place, item))]);
}
