using System.Globalization;

namespace GpuTumor.Cli;

/// <summary>Quantities as people read them.</summary>
internal static class Wording
{
    /// <summary>A time span: "1 h 12 min", "4 min 05 s", "3 s".</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => Number(Math.Floor(time.TotalHours), "0") + Number(time.Minutes, "' h '00' min'"),
        { TotalMinutes: >= 1 } => Number(time.Minutes, "0") + Number(time.Seconds, "' min '00' s'"),
        { TotalSeconds: >= 10 } => Number(time.TotalSeconds, "0' s'"),
        _ => Number(time.TotalSeconds, "0.0' s'"),
    };

    /// <summary>A count with its thousands: "31,204".</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number in a given format, the same everywhere.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A number with three significant digits and a prefix: "1.23 G".</summary>
    public static string Scaled(double value) => value switch
    {
        >= 1e9 => Number(value / 1e9, "0.00") + " G",
        >= 1e6 => Number(value / 1e6, "0.00") + " M",
        >= 1e3 => Number(value / 1e3, "0.00") + " k",
        _ => Number(value, "0.00") + " ",
    };
}
