namespace GpuTumor.Scenarios;

/// <summary>Treatments: known drugs, at times that follow each other.</summary>
internal static class TreatmentChecks
{
    public static void All(Section root, Problems problems)
    {
        string[] drugs =
        [
            .. FieldBuilder.Simulated(root)
                .Select(f => f.Field.Within("vessels").Word("drug"))
                .OfType<string>()
                .Where(drug => drug != "none"),
        ];
        List<Section> courses = [.. root.Items("treatments").Select(v => v.Content).OfType<Section>()];
        foreach (Section course in courses)
        {
            KnownDrug(course, drugs, problems);
            Times(course, root, problems);
            if (courses.TakeWhile(c => c != course).FirstOrDefault(c => Overlap(c, course)) is { } earlier)
                course.Report("drug",
                    $"overlaps {earlier.Path} of the same drug; end that before this begins", problems);
        }

        if (courses.Count > 0 && !root.Has("vessels"))
            problems.Warn(root.PlaceOf("treatments"), "treatments", "there are no vessels to bring the drug; it reaches no cell");
    }

    private static void KnownDrug(Section course, string[] drugs, Problems problems)
    {
        if (course.Word("drug") is not { } drug || drugs.Contains(drug))
            return;
        string hint = Suggestion.For(drug, drugs);
        string known = drugs.Length == 0 ? "no field has one" : "the fields know " + string.Join(", ", drugs);
        course.Report("drug",
            $"no field's vessels bring a drug \"{drug}\"{(hint.Length > 0 ? hint : "; " + known)}", problems);
    }

    private static void Times(Section course, Section root, Problems problems)
    {
        if (course.In("h", "until") <= course.In("h", "from"))
            course.Report("until",
                $"\"{course.Written("until")}\" is not after its beginning at {course.Written("from")}", problems);
        if (course.In("h", "from") >= root.In("h", "duration"))
            problems.Warn(course.PlaceOf("from"), course.PathOf("from"),
                $"begins at {course.Written("from")}, and the run ends at {root.Written("duration")}");
    }

    private static bool Overlap(Section first, Section second)
        => first.Word("drug") is { } drug && drug == second.Word("drug")
            && Start(first) < End(second) && Start(second) < End(first);

    private static double Start(Section course) => course.In("h", "from");

    private static double End(Section course)
        => course.Word("until") == "never" ? double.PositiveInfinity : course.In("h", "until");
}
