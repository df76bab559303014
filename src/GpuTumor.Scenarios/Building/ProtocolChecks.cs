namespace GpuTumor.Scenarios;

/// <summary>Protocols: each governs a drug that is given, no two the same, and begins what is known.</summary>
internal static class ProtocolChecks
{
    // Those that set the share of every dose by themselves.
    private static string[] Governing { get; } = ["adaptive_hold", "adaptive_dose", "intermittent"];

    public static void All(Section root, Problems problems)
    {
        List<Section> protocols = [.. ProtocolBuilder.Sections(root)];
        string[] given = [.. root.Items("treatments").Select(t => t.Content).OfType<Section>().Select(t => t.Word("drug")).OfType<string>()];
        foreach (Section protocol in protocols)
        {
            Drug(protocol, given, problems);
            if (protocols.TakeWhile(p => p != protocol).FirstOrDefault(p => Exclude(p, protocol)) is { } earlier)
                protocol.Report("drug", $"{earlier.Path} governs \"{protocol.Word("drug")}\" already; keep one of them", problems);
            if (protocol.Number("resume_at") <= protocol.Number("stop_below"))
                protocol.Report("resume_at", $"must be above stop_below, {protocol.Written("stop_below")}", problems);
            foreach (NamedValue choice in protocol.Named("by_mutation").Where(choice => !Genotypes.Names.Contains(choice.Name)))
                problems.Add(choice.KeyPlace, protocol.PathOf("by_mutation"),
                    $"there is no mutation \"{choice.Name}\"{Suggestion.For(choice.Name, Genotypes.Names)}; there are {string.Join(", ", Genotypes.Names)}");
            foreach (Section next in ProtocolKeys.NextCourses(protocol))
                Next(next, root, problems);
            if (protocol.Word("protocol") == "immune_guided" && !root.Has("host"))
                protocol.Report("protocol", "there are no host cells for a biopsy to find; add \"host: {}\"", problems);
        }
    }

    private static void Drug(Section protocol, string[] given, Problems problems)
    {
        if (protocol.Word("drug") is { } drug && !given.Contains(drug))
            protocol.Report("drug", $"no treatment gives \"{drug}\"{Suggestion.For(drug, given)}; a protocol governs what treatments give", problems);
    }

    private static void Next(Section next, Section root, Problems problems)
    {
        TreatmentChecks.Drug(next, root, problems);
        if (root.Items("treatments").Select(t => t.Content).OfType<Section>()
                .FirstOrDefault(t => TreatmentKeys.IsHeld(t) && t.Word("drug") is { } held && held == next.Word("drug")) is { } other)
            next.Report("drug", $"{other.Path} holds a level of it already; remove one of them", problems);
    }

    private static bool Exclude(Section first, Section second)
        => first.Word("drug") is { } drug && drug == second.Word("drug")
            && Governing.Contains(first.Word("protocol")) && Governing.Contains(second.Word("protocol"));
}
