namespace GpuTumor.Post;

/// <summary>What the axes of a chart mean.</summary>
/// <param name="Across">Name of the axis across, with its unit.</param>
/// <param name="AcrossUnit">That unit.</param>
/// <param name="Unit">Unit of the values.</param>
internal sealed record ChartAxes(string Across, string AcrossUnit, string Unit)
{
    /// <summary>Ends of the axis across; null: those of the data.</summary>
    public (double From, double To)? AcrossEnds { get; init; }

    /// <summary>Upper end of the values; null: that of the data.</summary>
    public double? Highest { get; init; }

    /// <summary>Values over simulated time.</summary>
    public static ChartAxes OverTime(string unit) => new("time (d)", "d", unit);
}
