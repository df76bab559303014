namespace GpuTumor.Scenarios;

/// <summary>The fields of a scenario.</summary>
internal static class FieldChecks
{
    public static void All(Section root, Problems problems)
    {
        Dictionary<string, string> roles = [];
        foreach ((string name, Place keyPlace, Section field) in FieldBuilder.Simulated(root))
        {
            if (CellQuantities.Names.Contains(name) || CellQuantities.Inside.Any(inside => inside.Name == name))
                problems.Add(keyPlace, "fields",
                    $"\"{name}\" is the name of a cell quantity; call the field otherwise");
            string role = field.Word("role") ?? FieldKeys.NoRole;
            if (role != FieldKeys.NoRole && !roles.TryAdd(role, name))
                field.Report("role",
                    $"\"{roles[role]}\" is already the {role} of the cells; only one field can be", problems);
            Field(field, root, problems);
        }

        if (root["fields"] is { } fields && !roles.ContainsKey("oxygen"))
            problems.Add(fields.Place, "fields", "tumour cells need oxygen; add \"oxygen: {}\"");
        Quantities(root, problems);
    }

    /// <summary>What must hold within a field, wherever it is.</summary>
    public static void Field(Section field, Section root, Problems problems)
    {
        Faces(field.Within("faces"), problems);
        Vessels(field.Within("vessels"), problems);
        CellGroupBuilder.Check(field, "secreted_by", root, problems);
        CellGroupBuilder.Check(field, "taken_up_by", root, problems);
        foreach (Section coupling in field.Items("couplings").Select(c => c.Content).OfType<Section>())
            CouplingChecks.All(coupling, root, problems);
    }

    private static void Faces(Section faces, Problems problems)
    {
        foreach ((string low, string high) in new[] { ("west", "east"), ("south", "north"), ("bottom", "top") })
        {
            bool lowPeriodic = faces.Word(low) == "periodic";
            bool highPeriodic = faces.Word(high) == "periodic";
            if (lowPeriodic != highPeriodic)
            {
                (string one, string other) = lowPeriodic ? (low, high) : (high, low);
                faces.Report(one,
                    $"a periodic face needs its opposite periodic too; write \"{other}: periodic\"", problems);
            }
        }
    }

    private static void Vessels(Section vessels, Problems problems)
    {
        if (vessels.Word("drug") is { } drug && drug != "none" && vessels["level"]?.Content is Quantity { Number: > 0 })
            vessels.Report("level",
                $"the plasma level of \"{drug}\" counts here; remove the level, or write \"drug: none\"", problems);
    }

    private static void Quantities(Section root, Problems problems)
    {
        string[] known =
        [
            .. FieldBuilder.Simulated(root).Select(field => field.Name),
            .. CellQuantities.Names,
            .. CellQuantities.Inside.Where(inside => FieldBuilder.Simulated(root).Any(one => one.Field.Word("role") == inside.Role)).Select(inside => inside.Name),
        ];
        Section output = root.Within("output");
        Quantities(output, known, problems);
        foreach (NamedValue stream in output.Named("streams"))
            Quantities((Section)stream.Value.Content, known, problems);
    }

    private static void Quantities(Section output, string[] known, Problems problems)
    {
        IReadOnlyList<Value> wanted = output.Items("quantities");
        for (int i = 0; i < wanted.Count; i++)
        {
            string name = (string)wanted[i].Content;
            if (known.Contains(name))
                continue;
            string hint = CellQuantities.Inside.FirstOrDefault(inside => inside.Name == name).Role is { } drug
                ? $" where no field has the role {drug}; add \"{drug}: {{}}\" to the fields"
                : Suggestion.For(name, known);
            problems.Add(wanted[i].Place, FormattableString.Invariant($"{output.PathOf("quantities")}[{i}]"),
                $"there is no quantity \"{name}\"{(hint.Length > 0 ? hint : "; there are " + string.Join(", ", known))}");
        }
    }
}
