namespace GpuTumor.Scenarios;

/// <summary>What must hold between the values of a scenario.</summary>
/// <remarks>A value that could not be read is NaN or null here; comparisons with it fail, so nothing is reported twice.</remarks>
internal static class Checks
{
    /// <summary>Reports everything that does not fit together in one arm.</summary>
    public static void All(Section root, Problems problems)
    {
        Missing(root, problems);
        TimeChecks.All(root, problems);
        DomainChecks.All(root, problems);
        FieldChecks.All(root, problems);
        StreamRegion.Check(root, problems);
        CellChecks.All(root, problems);
        DrugChecks.All(root, problems);
        TreatmentChecks.All(root, problems);
        ProtocolChecks.All(root, problems);
        EventChecks.All(root, problems);
        SiteChecks.All(root, problems);
    }

    // Only once files are merged is it known what nobody said.
    private static void Missing(Section section, Problems problems)
    {
        foreach (Key key in section.Shape.Keys)
        {
            if (key.Required && !section.Gives(key.Name))
                problems.Add(section.Place, section.Path, $"\"{key.Name}\" is missing; expected {key.Shape.Accepts}");
            foreach (Section inner in Sections(section[key.Name]?.Content))
                Missing(inner, problems);
        }
    }

    private static IEnumerable<Section> Sections(object? content) => content switch
    {
        Section section => [section],
        NamedValues named => named.Entries.Select(e => e.Value.Content).OfType<Section>(),
        IReadOnlyList<Value> items => items.Select(v => v.Content).OfType<Section>(),
        _ => [],
    };
}
