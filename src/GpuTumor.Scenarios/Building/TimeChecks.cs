namespace GpuTumor.Scenarios;

/// <summary>Everything happens at whole steps.</summary>
internal static class TimeChecks
{
    // Beyond this a run would take years on any machine: a slip in a unit.
    private const long MostSteps = 1_000_000_000;

    public static void All(Section root, Problems problems)
    {
        double stepHours = root.In("h", "step");
        string step = root.Written("step");
        double duration = root.In("h", "duration");
        if (duration < stepHours)
            root.Report("duration", $"{root.Written("duration")} is shorter than one step of {step}", problems);
        else if (duration / stepHours > MostSteps)
            root.Report("duration", $"{root.Written("duration")} is more than {MostSteps:N0} steps of {step}", problems);
        else
            Whole(root["duration"], root.PathOf("duration"), stepHours, step, problems);

        Section output = root.Within("output");
        foreach (string key in new[] { "snapshots", "metrics" })
            Schedule(output, key, stepHours, step, problems);
        foreach (Section course in root.Items("treatments").Select(v => v.Content).OfType<Section>())
        {
            Whole(course["from"], course.PathOf("from"), stepHours, step, problems);
            Whole(course["until"], course.PathOf("until"), stepHours, step, problems);
        }
    }

    private static void Schedule(Section output, string key, double stepHours, string step, Problems problems)
    {
        if (output[key] is { Content: IReadOnlyList<Value> times })
        {
            for (int i = 0; i < times.Count; i++)
                Whole(times[i], FormattableString.Invariant($"{output.PathOf(key)}[{i}]"), stepHours, step, problems);
        }
        else
            Whole(output[key], output.PathOf(key), stepHours, step, problems);
    }

    private static void Whole(Value? value, string path, double stepHours, string step, Problems problems)
    {
        if (value?.Content is not Quantity time || double.IsNaN(stepHours) || WholeSteps.In(time.In("h"), stepHours) is not null)
            return;
        double steps = Math.Max(1, Math.Round(time.In("h") / stepHours));
        Quantity nearest = new(Math.Round(steps * stepHours / new Quantity(1, time.Unit, time.Dimension).In("h"), 9), time.Unit, time.Dimension);
        problems.Add(value.Place, path,
            $"\"{ScalarText.Of(time)}\" is no whole number of steps of {step}; the nearest is \"{ScalarText.Of(nearest)}\"");
    }
}
