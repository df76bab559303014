namespace GpuTumor.Metrics;

/// <summary>A number that describes a tumour: its name in tables, its unit, and exactly how it is obtained.</summary>
/// <param name="Name">In tables: lower case with underscores.</param>
/// <param name="Unit">In UDUNITS spelling; "1" for a pure number.</param>
/// <param name="Rule">The definition, in one sentence or two.</param>
public sealed record Metric(string Name, string Unit, string Rule)
{
    /// <summary>Words for coded values 0, 1, …; empty for numbers.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
