using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Builds treatments from keys that were checked.</summary>
internal static class TreatmentBuilder
{
    /// <summary>All treatments. Where one course ends as the next begins, the end must not undo the beginning: in order of time.</summary>
    public static ITreatment[] All(Section root, double stepHours, long steps)
    {
        List<Section> treatments = [.. root.Items("treatments").Select(t => (Section)t.Content)];
        return
        [
            .. treatments.Where(TreatmentKeys.IsHeld).Select(t => Held(t, root, stepHours)).OrderBy(c => c.FirstStep),
            .. treatments.Where(TreatmentKeys.IsWound).Select(t => Wound(t, root, stepHours)),
            .. treatments.Where(t => t["do"] is not null).Select(t => EventBuilder.Build(t, root, stepHours)),
            .. treatments.Where(TreatmentKeys.IsDoses).Select(t => Doses(t, root, stepHours, steps)),
        ];
    }

    /// <summary>The unit that levels of a drug are kept in: its own, or that of a field that brings it.</summary>
    public static ConcentrationUnit UnitOf(string drug, Section root)
        => ConcentrationUnit.Named(
            DrugBuilder.All(root).Where(d => d.Name == drug).Select(d => d.Drug.Word("unit")).FirstOrDefault()
            ?? FieldBuilder.Simulated(root).Where(f => f.Field.Within("vessels").Word("drug") == drug).Select(f => f.Field.Word("unit")).FirstOrDefault());

    /// <summary>A dose in standard doses.</summary>
    public static double StandardDoses(Section course, Section drug)
    {
        Quantity dose = (Quantity)course["dose"]!.Content;
        Quantity standard = (Quantity)drug["standard_dose"]!.Content;
        return dose.Dimension == Dimension.None ? dose.In("") : dose.In(standard.Unit) / standard.Number;
    }

    /// <summary>How long a dose runs into a vein [h]; 0 for a bolus or a pill.</summary>
    public static double InfusionHours(Section course, Section drug)
    {
        Section infused = course.Word("infusion") == "standard" ? drug : course;
        return infused.Word("infusion") == "bolus" ? 0 : infused.In("h", "infusion");
    }

    private static DrugCourse Held(Section course, Section root, double stepHours)
    {
        double until = course.In("h", "until");
        return new DrugCourse(
            course.Word("drug")!,
            (float)course.In(UnitOf(course.Word("drug")!, root).Symbol, "level"),
            WholeSteps.In(course.In("h", "from"), stepHours)!.Value,
            double.IsNaN(until) ? long.MaxValue : WholeSteps.In(until, stepHours)!.Value);
    }

    private static Wounding Wound(Section wound, Section root, double stepHours)
    {
        Section domain = root.Within("domain");
        int[] size = [.. DomainSize.Of(domain)!];
        double half = 0.5 * domain.In("um", "spacing");
        double Place(string axis, int voxels) => wound.Word(axis) == "middle" ? half * voxels : wound.In("um", axis);
        return new Wounding(
            WholeSteps.In(wound.In("h", "from"), stepHours)!.Value,
            new Ball(Place("x", size[0]), Place("y", size[1]), Place("z", size[2]), wound.In("um", "wound")));
    }

    private static DoseCourse Doses(Section course, Section root, double stepHours, long steps)
    {
        Section drug = DrugBuilder.All(root).First(d => d.Name == course.Word("drug")).Drug;
        return new DoseCourse(
            course.Word("drug")!, StandardDoses(course, drug), InfusionHours(course, drug), [.. Times(course, drug, stepHours, steps).Where(t => t < steps)]);
    }

    private static IEnumerable<long> Times(Section course, Section drug, double stepHours, long steps)
    {
        if (course["at"]?.Content is IReadOnlyList<Value> times)
            return times.Select(t => WholeSteps.In(((Quantity)t.Content).In("h"), stepHours)!.Value);

        Section every = course.Word("every") == "standard" ? drug : course;
        long interval = WholeSteps.In(every.In("h", "every"), stepHours)!.Value;
        long from = WholeSteps.In(course.In("h", "from"), stepHours)!.Value;
        double until = course.In("h", "until");
        long end = double.IsNaN(until) ? steps : Math.Min(steps, WholeSteps.In(until, stepHours)!.Value);
        int most = (int)(course.Whole("doses") ?? int.MaxValue);
        return Regular(from, end, interval).Where(t => IsOn(t - from, course, stepHours)).Take(most);
    }

    private static IEnumerable<long> Regular(long from, long end, long interval)
    {
        for (long time = from; time < end; time += interval)
            yield return time;
    }

    private static bool IsOn(long sinceBeginning, Section course, double stepHours)
    {
        double on = course.In("h", "on");
        if (double.IsNaN(on))
            return true;
        long given = WholeSteps.In(on, stepHours)!.Value;
        long cycle = given + WholeSteps.In(course.In("h", "off"), stepHours)!.Value;
        return sinceBeginning % cycle < given;
    }
}
