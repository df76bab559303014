namespace GpuTumor.Scenarios;

/// <summary>Distant sites: what they say of their tissue must be possible there, and of the same substances as the patient's.</summary>
internal static class SiteChecks
{
    public static void All(Section root, Problems problems)
    {
        foreach (NamedValue named in root.Named("sites"))
        {
            if (named.Name == "primary")
                problems.Add(named.KeyPlace, "sites", "\"primary\" is the tumour's own site; call this otherwise");
            if (!root.Has("circulation"))
                problems.Add(named.KeyPlace, "sites", "no cell comes here without blood; add \"circulation: {}\"");
            if (named.Value.Content is not Section site)
                continue;
            DomainChecks.Vessels(site, root, problems);
            if (site["tumour_cell"] is not null)
                CellChecks.Laws(site.Within("tumour_cell"), problems);
            Fields(site, root, problems);
        }
    }

    // Cells sense the same substances wherever they are, in the same units, and one blood brings the drugs.
    private static void Fields(Section site, Section root, Problems problems)
    {
        Dictionary<string, Section> known = FieldBuilder.Simulated(root).ToDictionary(f => f.Name, f => f.Field);
        string path = site.PathOf("fields");
        foreach (NamedValue named in site.Named("fields"))
        {
            bool isKnown = known.TryGetValue(named.Name, out Section? patients);
            if (named.Value.Content is not Section field)
            {
                if (isKnown)
                    problems.Add(named.KeyPlace, path, $"the patient has \"{named.Name}\", and so has every site; remove this, or switch its sources off");
                continue;
            }

            if (!isKnown)
            {
                problems.Add(named.KeyPlace, path,
                    $"the patient has no field \"{named.Name}\"{Suggestion.For(named.Name, known.Keys)}; add it to the scenario's fields");
                continue;
            }

            foreach (string key in new[] { "unit", "role" })
                Same(field, patients!, key, problems);
            if (field.Within("vessels").Word("drug") != "none")
                Same(field.Within("vessels"), patients!.Within("vessels"), "drug", problems);
            FieldChecks.Field(field, root, problems);
        }
    }

    private static void Same(Section here, Section patients, string key, Problems problems)
    {
        if (here.Word(key) is { } word && patients.Word(key) is { } usual && word != usual)
            here.Report(key, $"\"{word}\" here and \"{usual}\" in the patient; it must be the same", problems);
    }
}
