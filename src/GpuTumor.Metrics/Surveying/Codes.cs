using GpuTumor.Engine;

namespace GpuTumor.Metrics;

/// <summary>The meanings of coded quantities.</summary>
internal static class Codes
{
    /// <summary>Those stored with a quantity; else the usual ones, from 0.</summary>
    public static IEnumerable<(long Value, string Meaning)> Of(Quantity quantity, IReadOnlyList<string> usual)
        => quantity.Codes.Count > 0
            ? quantity.Codes.Where(c => c.Value is >= 0 and < 256)
            : usual.Select((meaning, value) => ((long)value, meaning));
}
