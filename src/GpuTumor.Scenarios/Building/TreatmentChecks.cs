namespace GpuTumor.Scenarios;

/// <summary>Treatments: known drugs, at times that follow each other.</summary>
internal static class TreatmentChecks
{
    // What times listed at "at" exclude.
    private static readonly string[] _periodicKeys = ["every", "from", "until", "doses", "on", "off"];

    private const int MostDoses = 100_000;

    public static void All(Section root, Problems problems)
    {
        string[] brought = Brought(root);
        List<Section> courses = [.. root.Items("treatments").Select(v => v.Content).OfType<Section>().Where(IsCourse)];
        foreach (Section course in courses)
        {
            Drug(course, root, problems);
            Times(course, root, problems);
            if (courses.TakeWhile(c => c != course).FirstOrDefault(c => Exclude(c, course)) is { } earlier)
                course.Report("drug",
                    $"overlaps {earlier.Path} of the same drug; end that before this begins", problems);
        }

        if (courses.Any(c => brought.Contains(c.Word("drug"))) && !root.Has("vessels"))
            problems.Warn(root.PlaceOf("treatments"), "treatments", "there are no vessels to bring the drug; it reaches no cell");
    }

    /// <summary>The drug of a course, of a treatment or of what a protocol may begin: known, and in its unit.</summary>
    public static void Drug(Section course, Section root, Problems problems)
    {
        KnownDrug(course, Brought(root), root, problems);
        if (course["dose"] is not null)
            Doses(course, root, problems);
    }

    private static string[] Brought(Section root) =>
    [
        .. FieldBuilder.Simulated(root)
            .Select(f => f.Field.Within("vessels").Word("drug"))
            .OfType<string>()
            .Where(drug => drug != "none"),
    ];

    private static bool IsCourse(Section treatment) => TreatmentKeys.IsHeld(treatment) || TreatmentKeys.IsDoses(treatment);

    private static void KnownDrug(Section course, string[] brought, Section root, Problems problems)
    {
        if (course.Word("drug") is not { } name)
            return;
        Section? drug = DrugBuilder.All(root).Where(d => d.Name == name).Select(d => d.Drug).FirstOrDefault();
        if (!brought.Contains(name) && (drug is null || drug.Word("action") == "none"))
        {
            string[] known = [.. brought, .. Medicine.Known.Where(m => m.Action != Engine.DrugAction.None).Select(m => m.Name)];
            string hint = Suggestion.For(name, known);
            string fields = brought.Length == 0 ? "no field has one" : "the fields know " + string.Join(", ", brought);
            course.Report("drug", $"no field's vessels bring a drug \"{name}\"{(hint.Length > 0 ? hint : "; " + fields)}", problems);
        }
        else if (drug is null && course["dose"] is not null)
            course.Report("drug", $"nothing is known of how \"{name}\" moves through the body; add it to drugs, or hold a level of it", problems);
        else if (course["level"] is not null)
            Level(course, TreatmentBuilder.UnitOf(name, root), problems);
    }

    private static void Level(Section course, ConcentrationUnit unit, Problems problems)
    {
        if (course["level"]?.Content is not Quantity level || level.Dimension == unit.Concentration)
            return;
        course.Report("level", unit.Symbol.Length > 0
            ? $"levels of \"{course.Word("drug")}\" are concentrations; write it in {unit.Symbol}"
            : $"levels of \"{course.Word("drug")}\" are relative to its steady state; write a bare number", problems);
    }

    private static void Doses(Section course, Section root, Problems problems)
    {
        if (DrugBuilder.All(root).Where(d => d.Name == course.Word("drug")).Select(d => d.Drug).FirstOrDefault() is not { } drug)
            return;
        if (course["dose"]?.Content is Quantity dose && dose.Dimension != Dimension.None
            && drug["standard_dose"]?.Content is Quantity standard && standard.Dimension != dose.Dimension)
            course.Report("dose", $"cannot be compared with the drug's standard_dose of {drug.Written("standard_dose")}; write it alike, or as a multiple of that: 1", problems);
        if (drug["absorption"]?.Content is Quantity && course["infusion"]?.Content is Quantity)
            course.Report("infusion", $"\"{course.Word("drug")}\" is swallowed; remove the infusion, or write \"absorption: none\" for the drug", problems);
        double interval = (course.Word("every") == "standard" ? drug : course).In("h", "every");
        if (root.In("h", "duration") / interval > MostDoses)
            course.Report("every", FormattableString.Invariant($"more than {MostDoses} doses; a longer interval is meant"), problems);
        if (course["at"]?.Content is IReadOnlyList<Value>)
        {
            foreach (string key in _periodicKeys.Where(key => course.Gives(key) && course[key] is { } value && !IsDefault(course, key, value)))
                course.Report(key, "the times are listed at \"at\"; remove one of them", problems);
        }
    }

    // A resolved file writes every default out.
    private static bool IsDefault(Section course, string key, Value value)
    {
        Key known = course.Shape.Keys.First(k => k.Name == key);
        return known.Shape.Read(known.Default!(default), "", new Problems())?.Content.Equals(value.Content) ?? false;
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

    // Two held levels exclude each other, and so do a held level and doses; doses add up.
    private static bool Exclude(Section first, Section second)
        => first.Word("drug") is { } drug && drug == second.Word("drug")
            && (TreatmentKeys.IsHeld(first) || TreatmentKeys.IsHeld(second))
            && Start(first) < End(second) && Start(second) < End(first);

    private static double Start(Section course)
        => course["at"]?.Content is IReadOnlyList<Value> { Count: > 0 } times ? times.Min(Hours) : course.In("h", "from");

    private static double End(Section course)
    {
        if (course["at"]?.Content is IReadOnlyList<Value> { Count: > 0 } times)
            return times.Max(Hours);
        return course.Word("until") == "never" ? double.PositiveInfinity : course.In("h", "until");
    }

    private static double Hours(Value time) => time.Content is Quantity quantity ? quantity.In("h") : double.NaN;
}
