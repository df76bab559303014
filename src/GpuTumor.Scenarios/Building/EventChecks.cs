namespace GpuTumor.Scenarios;

/// <summary>Events: at sites and with founders that there are.</summary>
internal static class EventChecks
{
    public static void All(Section root, Problems problems)
    {
        string[] sites = ["primary", .. root.Named("sites").Select(site => site.Name)];
        List<string> founders = EventBuilder.Founders(root);
        foreach (Section done in root.Items("treatments").Select(t => t.Content).OfType<Section>().Where(t => t["do"] is not null))
        {
            if (done.Word("site") is { } site && !sites.Contains(site))
                done.Report("site", $"there is no site \"{site}\"{Suggestion.For(site, sites)}; there are {string.Join(", ", sites)}", problems);
            if (done.Word("founder") is { } founder && !founders.Contains(founder))
                done.Report("founder", $"there is no founder \"{founder}\"{Suggestion.For(founder, founders)}; there are {string.Join(", ", founders)}", problems);
            if (done.Word("do") == "injection" && !root.Has("circulation"))
                done.Report("do", "there is no blood to inject into; add \"circulation: {}\"", problems);
            if (done.Word("do") == "bath")
                Bath(done, root, problems);
        }

        if (root.Has("circulation") && !root.Has("vessels"))
            root.Report("circulation", "there are no vessels for cells to enter and leave by; remove \"vessels: none\"", problems);
    }

    private static void Bath(Section done, Section root, Problems problems)
    {
        string[] fields = [.. FieldBuilder.Simulated(root).Select(f => f.Name)];
        if (done.Word("field") is not { } field)
            return;
        if (!fields.Contains(field))
        {
            done.Report("field", $"there is no field \"{field}\"{Suggestion.For(field, fields)}; there are {string.Join(", ", fields)}", problems);
            return;
        }

        ConcentrationUnit unit = EventBuilder.UnitOf(field, root);
        if (done["level"]?.Content is Quantity level && level.Dimension != unit.Concentration)
            done.Report("level", $"levels of \"{field}\" are written {(unit.Symbol.Length > 0 ? "in " + unit.Symbol : "as a bare number")}", problems);
        if (done.In("h", "until") <= done.In("h", "from"))
            done.Report("until", $"\"{done.Written("until")}\" is not after its beginning at {done.Written("from")}", problems);
    }
}
