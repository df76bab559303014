using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>When a run was under treatment, as its cells felt it.</summary>
internal static class Treatment
{
    private const double ShareOfHighest = 0.1;

    private const string Drug = "_sanctuary";

    /// <summary>When the mean of any drug over the cells is above a tenth of the most it reaches; from and to [d].</summary>
    public static IReadOnlyList<(double From, double To)> Of(MeasuredRun run)
    {
        var stretches = new List<(double From, double To)>();
        foreach (Metric drug in run.Course.Metrics.Where(m => m.Name.EndsWith(Drug, StringComparison.Ordinal)))
        {
            IReadOnlyList<(double Days, double Size)> course = run.Course.CourseOf(drug.Name[..^Drug.Length] + "_mean");
            double limit = course.Count == 0 ? 0 : ShareOfHighest * course.Max(c => c.Size);
            for (int i = 1; i < course.Count; i++)
            {
                if (limit > 0 && course[i].Size > limit)
                    stretches.Add((course[i - 1].Days, course[i].Days));
            }
        }

        return Joined([.. stretches.Order()]);
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
