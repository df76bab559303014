using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Times as numbers of steps.</summary>
internal static class WholeSteps
{
    // Decimal fractions of an hour are not exact in binary: 336 / 0.1 is off by 1e-12 of a step.
    private const double Slack = 1e-6;

    /// <summary>The steps that make up a time, or null if they are not whole.</summary>
    public static long? In(double hours, double stepHours)
    {
        double steps = hours / stepHours;
        double whole = Math.Round(steps);
        return Math.Abs(steps - whole) <= Slack && whole < 1e15 ? (long)whole : null;
    }

    /// <summary>A schedule as the file gives it: an interval, a list of times, or never.</summary>
    public static Schedule Schedule(Section section, string key, double stepHours) => section[key]?.Content switch
    {
        Quantity interval => Engine.Schedule.EverySteps(In(interval.In("h"), stepHours)!.Value),
        IReadOnlyList<Value> times => Engine.Schedule.At(
            times.Select(t => In(((Quantity)t.Content).In("h"), stepHours)!.Value)),
        _ => Engine.Schedule.Never,
    };
}
