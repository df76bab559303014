namespace GpuTumor.Scenarios;

/// <summary>One arm of a file: all that the file says for every arm, with the arm's own keys laid over it.</summary>
/// <param name="Name">Name of the arm.</param>
/// <param name="Description">What it says of itself.</param>
/// <param name="Tree">Its keys, complete.</param>
internal sealed record ArmDocument(string Name, string Description, MappingNode Tree)
{
    /// <summary>The arms of a file; one named <see cref="Arm.OnlyArm"/> if it has none.</summary>
    public static IReadOnlyList<ArmDocument> Of(MappingNode file, string title, Settings settings, Problems problems)
    {
        MappingNode common = ForEveryArm(file);
        IReadOnlyList<Entry> entries = Entries(file["arms"], problems);
        if (entries.Count == 0)
            return [new ArmDocument(Arm.OnlyArm, "", Complete(common, title, settings, problems))];

        List<ArmDocument> arms = [];
        foreach (Entry entry in entries)
        {
            if (Own(entry, problems) is not { } own)
                continue;
            string description = own["description"] is ScalarNode { IsEmpty: false } said ? said.Text.Trim() : "";
            // What nobody says is missing from the file, not from the arm.
            MappingNode merged = Overlay.Of(own, common) with { Place = common.Place };
            MappingNode tree = Complete(merged, $"{title}/{entry.Key}", settings, problems);
            arms.Add(new ArmDocument(entry.Key, description, tree));
        }

        return arms;
    }

    /// <summary>What the file says for every arm, to be checked even where every arm says otherwise.</summary>
    public static MappingNode Common(MappingNode file, string title, Settings settings, Problems problems)
        => Complete(ForEveryArm(file), title, settings, problems);

    // A file that names no fields has the usual ones; an arm or a setting that names one then changes that one only.
    private static MappingNode ForEveryArm(MappingNode file)
    {
        MappingNode common = file.Without("arms", "extend", "name");
        return common["fields"] is null
            ? common.With(new Entry("fields", file.Place, FieldKeys.Usual(file.Place)))
            : common;
    }

    private static MappingNode Complete(MappingNode tree, string title, Settings settings, Problems problems)
        => SiteOverlay.Of(DrugKeys.Named(settings.OnArm(tree, problems))).With(new Entry("name", tree.Place, new ScalarNode(tree.Place, title)));

    private static IReadOnlyList<Entry> Entries(Node? arms, Problems problems)
    {
        switch (arms)
        {
            case null:
                return [];
            case MappingNode { Entries.Count: > 0 } mapping:
                return mapping.Entries;
            default:
                problems.Add(arms.Place, "arms",
                    $"expected arms by name, each with the keys in which it differs, found {(arms is MappingNode ? "none" : arms.Describe())}");
                return [];
        }
    }

    private static MappingNode? Own(Entry entry, Problems problems)
    {
        string path = $"arms.{entry.Key}";
        if (!NameShape.Identifier.IsName(entry.Key))
            problems.Add(entry.KeyPlace, "arms", $"\"{entry.Key}\" is not {NameShape.Identifier.Accepts}");
        else if (entry.Value is ScalarNode { IsEmpty: true } nothing)
            return new MappingNode(nothing.Place, []);
        else if (entry.Value is MappingNode own)
        {
            foreach (Entry inner in own.Entries.Where(e => ScenarioKeys.OfTheFileOnly.Contains(e.Key)))
                problems.Add(inner.KeyPlace, path,
                    $"\"{inner.Key}\" belongs to the scenario as a whole, not to an arm");
            return own.Without(ScenarioKeys.OfTheFileOnly);
        }
        else
            problems.Add(entry.Value.Place, path,
                $"expected the keys in which this arm differs, found {entry.Value.Describe()}");
        return null;
    }
}
