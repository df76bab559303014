namespace GpuTumor.Scenarios;

/// <summary>What is done to the patient, as a scenario spells it.</summary>
internal static class TreatmentKeys
{
    private static Shape End { get; } = new EitherShape(new WordShape("never"), Quantities.Moment);

    private static SectionShape Held { get; } = new("A drug held at a level in blood (chow, a pump).",
    [
        Key.Needed("drug", NameShape.Identifier, "The drug, as a field's vessels name it."),
        Key.Of("level", DrugKeys.Level, "1", "Level in plasma, 1 = the drug's steady state; or a concentration."),
        Key.Of("from", Quantities.Moment, "0 h", "When it begins."),
        Key.Of("until", End, "never", "When it ends."),
    ]);

    private static SectionShape Doses { get; } = new("Doses of a drug, by its pharmacokinetics.",
    [
        Key.Needed("drug", NameShape.Identifier, "The drug."),
        Key.Needed("dose", DrugKeys.Dose, "Each dose: in standard doses, or as the standard dose is written."),
        new("at", new EitherShape(new WordShape("none"), new ListShape(Quantities.Moment, "times")), "When, dose by dose, instead of an interval.")
        {
            Default = place => new ScalarNode(place, "none"),
        },
        Key.Of("every", new EitherShape(new WordShape("standard"), Quantities.Duration), "standard", "The interval; the drug's own unless given."),
        Key.Of("from", Quantities.Moment, "0 h", "When it begins."),
        Key.Of("until", End, "never", "When it ends."),
        Key.Of("doses", new EitherShape(new WordShape("unlimited"), new WholeShape(1, 100_000, "6")), "unlimited", "How many at most."),
        Key.Of("on", new EitherShape(new WordShape("always"), Quantities.Duration), "always", "Of each cycle, how long doses are given."),
        Key.Of("off", Quantities.Moment, "0 h", "Of each cycle, the holiday behind it."),
        Key.Of("infusion", new EitherShape(new WordShape("standard", "bolus"), Quantities.Duration), "standard",
            "How long each runs into a vein; as the drug's own unless given."),
    ]);

    private static EitherShape Place { get; } = new(new WordShape("middle"), Quantities.Length);

    private static SectionShape Wound { get; } = new("A wound, as surgery or an extracted tooth leaves one; it secretes as fields say.",
    [
        Key.Needed("wound", Quantities.Length, "Radius of the hurt ball of tissue."),
        Key.Of("from", Quantities.Moment, "0 h", "When it is made."),
        Key.Of("x", Place, "middle", "Where its middle is, from the low face of the box along x."),
        Key.Of("y", Place, "middle", "Where its middle is, from the low face of the box along y."),
        Key.Of("z", Place, "middle", "Where its middle is, from the low face of the box along z."),
    ]);

    /// <summary>Whether a treatment wounds.</summary>
    public static bool IsWound(Section treatment) => treatment.Shape == Wound;

    /// <summary>A treatment of any kind.</summary>
    public static ChosenShape Any { get; } = new(Meant, [Held, Doses, Wound, .. EventKeys.Kinds]);

    /// <summary>Whether a treatment gives doses.</summary>
    public static bool IsDoses(Section treatment) => treatment.Shape == Doses;

    /// <summary>Whether a treatment holds a level.</summary>
    public static bool IsHeld(Section treatment) => treatment.Shape == Held;

    private static SectionShape Meant(Node node)
    {
        MappingNode? mapping = node as MappingNode;
        if (mapping?["do"] is not null)
            return EventKeys.Meant(node);
        return mapping?["wound"] is not null ? Wound : mapping?["dose"] is null ? Held : Doses;
    }
}
