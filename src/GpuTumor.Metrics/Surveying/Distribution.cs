namespace GpuTumor.Metrics;

/// <summary>How a quantity is spread over the living cells: shares in bins of equal width from 0 to <see cref="Highest"/>.</summary>
public sealed record Distribution
{
    private const int Bins = 32;

    // A few extreme cells must not squeeze all others into one bin.
    private const double ShareShown = 0.999;

    internal Distribution(string name, string unit, FloatHistogram values)
    {
        (Name, Unit) = (name, unit);
        Highest = Math.Max(values.Quantile(ShareShown), double.Epsilon);
        Shares = values.Total == 0 ? [] : values.Shares(Bins, Highest);
    }

    /// <summary>What is spread.</summary>
    public string Name { get; }

    /// <summary>Unit of the values.</summary>
    public string Unit { get; }

    /// <summary>Upper end of the last bin: the value that 99.9 % of the cells do not pass; cells above are in the last bin.</summary>
    public double Highest { get; }

    /// <summary>Share of the cells in each bin; none without cells.</summary>
    public IReadOnlyList<double> Shares { get; }
}
