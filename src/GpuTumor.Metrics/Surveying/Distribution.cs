namespace GpuTumor.Metrics;

/// <summary>How a quantity is spread over the living cells, by its quantiles.</summary>
public sealed class Distribution
{
    private const int Steps = 250;

    // A few extreme cells must not squeeze all others into one bin.
    private const double ShareShown = 0.999;

    private readonly double[] _quantiles;

    internal Distribution(string name, string unit, FloatHistogram values)
    {
        (Name, Unit) = (name, unit);
        _quantiles = values.Total == 0 ? [] : values.Quantiles([.. Enumerable.Range(0, Steps + 1).Select(i => (double)i / Steps), ShareShown]);
    }

    /// <summary>What is spread.</summary>
    public string Name { get; }

    /// <summary>Unit of the values.</summary>
    public string Unit { get; }

    /// <summary>The value that 99.9 % of the cells do not pass; NaN without cells.</summary>
    public double Highest => _quantiles.Length == 0 ? double.NaN : _quantiles[^1];

    /// <summary>The shares of the cells in bins of equal width from 0 to a value; what is above falls in the last.</summary>
    public IReadOnlyList<double> Shares(int bins, double highest)
    {
        var shares = new double[bins];
        for (int i = 0; i < Steps && _quantiles.Length > 0; i++)
            Spread(_quantiles[i] / highest * bins, _quantiles[i + 1] / highest * bins, shares);
        return shares;
    }

    // The cells between two quantiles lie evenly between their values.
    private static void Spread(double from, double to, double[] shares)
    {
        int first = Math.Clamp((int)from, 0, shares.Length - 1);
        int last = Math.Clamp((int)to, first, shares.Length - 1);
        for (int bin = first; bin <= last; bin++)
        {
            double low = bin == first ? from : bin;
            double high = bin == last ? to : bin + 1;
            shares[bin] += first == last ? 1.0 / Steps : (high - low) / (to - from) / Steps;
        }
    }
}
