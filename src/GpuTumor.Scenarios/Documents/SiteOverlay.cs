namespace GpuTumor.Scenarios;

/// <summary>Lays what a distant site says of its tissue over what the scenario says of the patient's.</summary>
internal static class SiteOverlay
{
    /// <summary>Sections that a site may say otherwise, key by key; what it does not name is the patient's.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["matrix", "fields", "tumour_cell", "host"];

    /// <summary>The scenario with those sections of its sites complete.</summary>
    public static MappingNode Of(MappingNode scenario)
    {
        if (scenario["sites"] is not MappingNode sites)
            return scenario;
        MappingNode complete = sites;
        foreach (Entry site in sites.Entries)
        {
            if (site.Value is MappingNode own)
                complete = complete.With(site with { Value = Completed(own, scenario) });
        }

        Entry there = scenario.Entries.First(entry => entry.Key == "sites");
        return scenario.With(there with { Value = complete });
    }

    private static MappingNode Completed(MappingNode site, MappingNode patient)
    {
        foreach (Entry entry in site.Entries.Where(entry => Sections.Contains(entry.Key)).ToList())
        {
            if ((entry.Value, patient[entry.Key]) is (MappingNode own, MappingNode usual))
                site = site.With(entry with { Value = Overlay.Of(own, usual) });
        }

        return site;
    }
}
