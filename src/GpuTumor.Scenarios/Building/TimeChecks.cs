namespace GpuTumor.Scenarios;

/// <summary>Everything happens at whole steps.</summary>
internal sealed class TimeChecks
{
    // Beyond this a run would take years on any machine: a slip in a unit.
    private const long MostSteps = 1_000_000_000;

    private readonly Section _root;
    private readonly Problems _problems;
    private readonly double _stepHours;
    private readonly string _step;

    private TimeChecks(Section root, Problems problems)
    {
        (_root, _problems) = (root, problems);
        (_stepHours, _step) = (root.In("h", "step"), root.Written("step"));
    }

    public static void All(Section root, Problems problems)
    {
        TimeChecks checks = new(root, problems);
        // Without a step nothing can be said of any time.
        if (double.IsNaN(checks._stepHours))
            return;
        checks.Duration();
        foreach (string key in new[] { "snapshots", "metrics" })
            checks.Schedule(root.Within("output"), key);
        checks.Schedule(root.Within("output").Within("checkpoints"), "simulated");
        foreach (NamedValue stream in root.Within("output").Named("streams"))
            checks.Schedule((Section)stream.Value.Content, "snapshots");
        foreach (Section course in root.Items("treatments").Select(v => v.Content).OfType<Section>())
        {
            foreach (string key in new[] { "from", "until", "every", "on", "off" })
                checks.Whole(course, key);
            checks.Schedule(course, "at");
            if (TreatmentKeys.IsDoses(course) && course.Word("every") == "standard")
                checks.StandardInterval(course);
        }

        checks.Protocols();
        foreach (Section tissue in root.Named("sites").Select(site => site.Value.Content).OfType<Section>().Prepend(root))
            checks.Laws(tissue.Within("tumour_cell"));
    }

    private void Laws(Section cell)
    {
        foreach (string dead in new[] { "apoptotic", "necrotic" })
            Counted(cell.Within("clearance"), dead);
        if (cell.Within("autophagy")["active"]?.Content is true)
            Counted(cell.Within("autophagy"), "longest");
    }

    private void Duration()
    {
        double hours = _root.In("h", "duration");
        string written = _root.Written("duration");
        if (hours < _stepHours)
            _root.Report("duration", $"\"{written}\" is shorter than one step of {_step}", _problems);
        else if (hours / _stepHours > MostSteps)
            _root.Report("duration",
                FormattableString.Invariant($"\"{written}\" is more than {MostSteps} steps of {_step}"), _problems);
        else
            Whole(_root, "duration");
    }

    private void Protocols()
    {
        List<Section> protocols = [.. ProtocolBuilder.Sections(_root)];
        foreach (string key in protocols.Count > 0 ? new[] { "interval", "lag" } : [])
            Whole(_root.Within("imaging"), key);
        foreach (Section protocol in protocols)
        {
            foreach (string key in new[] { "from", "on", "off", "every" })
                Whole(protocol, key);
            foreach (Section next in ProtocolKeys.NextCourses(protocol))
            {
                Whole(next, "every");
                if (next.Word("every") == "standard")
                    StandardInterval(next);
            }
        }
    }

    private void StandardInterval(Section course)
    {
        foreach ((_, _, Section drug) in DrugBuilder.All(_root).Where(d => d.Name == course.Word("drug")))
            Whole(drug, "every");
    }

    private void Schedule(Section output, string key)
    {
        if (output[key]?.Content is not IReadOnlyList<Value> times)
        {
            Whole(output, key);
            return;
        }

        for (int i = 0; i < times.Count; i++)
            Whole(times[i], times[i].Place, FormattableString.Invariant($"{output.PathOf(key)}[{i}]"), "");
    }

    private void Whole(Section section, string key)
        => Whole(section[key], PlaceOf(section, key), section.PathOf(key), Usual(section, key));

    private void Whole(Value? value, Place place, string path, string usual)
    {
        if (value?.Content is not Quantity time || WholeSteps.In(time.In("h"), _stepHours) is not null)
            return;
        double steps = Math.Max(1, Math.Round(time.In("h") / _stepHours));
        double unitHours = (time with { Number = 1 }).In("h");
        Quantity nearest = time with { Number = Math.Round(steps * _stepHours / unitHours, 9) };
        _problems.Add(place, path,
            $"{usual}\"{ScalarText.Of(time)}\" is no whole number of steps of {_step}; the nearest is \"{ScalarText.Of(nearest)}\"");
    }

    private void Counted(Section section, string key)
    {
        double steps = Math.Round(section.In("h", key) / _stepHours);
        string written = $"{Usual(section, key)}\"{section.Written(key)}\"";
        Place place = PlaceOf(section, key);
        // The age of a cell is kept in 8 bits.
        if (steps > byte.MaxValue)
            _problems.Add(place, section.PathOf(key),
                FormattableString.Invariant($"{written} is {steps:0} steps of {_step}, and at most {byte.MaxValue} are counted; write \"{byte.MaxValue * _stepHours:0.######} h\" or less, or take longer steps"));
        else if (steps < 1)
            _problems.Add(place, section.PathOf(key), $"{written} is less than one step of {_step}");
    }

    // A default that does not fit is the fault of the step.
    private Place PlaceOf(Section section, string key)
        => section.Gives(key) ? section.PlaceOf(key) : _root.PlaceOf("step");

    private static string Usual(Section section, string key) => section.Gives(key) ? "" : "the default ";
}
