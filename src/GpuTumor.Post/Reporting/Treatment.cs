using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>When a run was under treatment.</summary>
internal static class Treatment
{
    private const double ShareOfHighest = 0.1;

    private const string Drug = "_sanctuary";

    /// <summary>When any drug is above a tenth of the most it reaches, in plasma or else at the cells; from and to [d].</summary>
    public static IReadOnlyList<(double From, double To)> Of(MeasuredRun run)
    {
        var stretches = new List<(double From, double To)>();
        foreach (string drug in run.Journal.Drugs)
            stretches.AddRange(Above(run.Journal.PlasmaOf(drug)));
        if (stretches.Count == 0)
        {
            foreach (Metric drug in run.Course.Metrics.Where(m => m.Name.EndsWith(Drug, StringComparison.Ordinal)))
                stretches.AddRange(Above(run.Course.CourseOf(drug.Name[..^Drug.Length] + "_mean")));
        }

        return Joined([.. stretches.Order()]);
    }

    private static IEnumerable<(double From, double To)> Above(IReadOnlyList<(double Days, double Value)> course)
    {
        double limit = course.Count == 0 ? 0 : ShareOfHighest * course.Max(c => c.Value);
        return Enumerable.Range(1, Math.Max(0, course.Count - 1))
            .Where(i => limit > 0 && course[i].Value > limit).Select(i => (course[i - 1].Days, course[i].Days));
    }

    private static List<(double From, double To)> Joined((double From, double To)[] stretches)
    {
        var joined = new List<(double From, double To)>();
        foreach ((double from, double to) in stretches)
        {
            if (joined.Count > 0 && from <= joined[^1].To)
                joined[^1] = (joined[^1].From, Math.Max(to, joined[^1].To));
            else
                joined.Add((from, to));
        }

        return joined;
    }
}
