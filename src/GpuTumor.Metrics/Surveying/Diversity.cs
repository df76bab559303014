namespace GpuTumor.Metrics;

/// <summary>How many clones there are and how evenly cells are spread over them.</summary>
public static class Diversity
{
    private const string Counted = " Over clones of at least 10 resident living cells or 1e-4 of all.";

    /// <summary>Clones.</summary>
    public static Metric Clones { get; } = new("clones", "1", "Number of clones." + Counted);

    /// <summary>Shannon's index.</summary>
    public static Metric Shannon { get; } = new("clones_shannon", "1", "Shannon's index H = -sum p ln p." + Counted);

    /// <summary>Simpson's index.</summary>
    public static Metric Simpson { get; } = new("clones_simpson", "1", "Simpson's index 1 - sum p2 (p squared)." + Counted);

    /// <summary>Hill number of order one.</summary>
    public static Metric Hill { get; } = new("clones_hill", "1", "Hill number of order one, exp(H): effective clones." + Counted);

    /// <summary>Berger–Parker index.</summary>
    public static Metric BergerParker { get; } = new(
        "clones_berger_parker", "1", "Berger-Parker index: the share of the largest clone." + Counted);

    internal static void Measure(CellMap map, Measurement into)
    {
        double[] shares = Shares(map.Tally.ByClone.Values);
        double shannon = -shares.Sum(p => p * Math.Log(p));
        bool any = shares.Length > 0;
        into.Add(Clones, shares.Length);
        into.Add(Shannon, any ? Math.Max(0, shannon) : double.NaN);
        into.Add(Simpson, any ? 1 - shares.Sum(p => p * p) : double.NaN);
        into.Add(Hill, any ? Math.Exp(shannon) : double.NaN);
        into.Add(BergerParker, any ? shares.Max() : double.NaN);
    }

    private static double[] Shares(IEnumerable<long> cellsByClone)
    {
        long[] all = [.. cellsByClone];
        double total = all.Sum();
        long[] counted = [.. all.Where(n => n >= 10 || n >= 1e-4 * total)];
        double sum = counted.Sum();
        return [.. counted.Select(n => n / sum)];
    }
}
