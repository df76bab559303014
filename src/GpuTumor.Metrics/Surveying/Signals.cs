namespace GpuTumor.Metrics;

/// <summary>What the cells' signalling does on average.</summary>
public static class Signals
{
    /// <summary>Running integral of the secretome.</summary>
    public static Metric SecretomeIntegral { get; } = new(
        "secretome_integral", "cell d",
        "Integral over time since the first snapshot of the sum of secretome activity (0-1) over resident living cells; "
        + "trapezoids between snapshots.");

    /// <summary>Mean of a signal.</summary>
    /// <param name="signal"><c>erk</c>, <c>fra1</c>, <c>secretome</c> or <c>akt</c>.</param>
    public static Metric MeanOf(string signal) => new(
        $"{signal}_mean", "1", $"Mean activity (0-1) of {signal} over resident living cells.");

    internal static void Measure(ISnapshotSource source, CellMap map, Measurement into)
    {
        for (int signal = 0; signal < CellTally.SignalNames.Length; signal++)
        {
            string name = CellTally.SignalNames[signal];
            if (source.Has(name))
                into.Add(MeanOf(name), map.Tally.SignalSums[signal] / (255.0 * map.Tally.Living));
        }
    }

    /// <summary>The sum of secretome activity over resident living cells [cell].</summary>
    internal static double SecretomeSum(CellMap map) => map.Tally.SignalSums[2] / 255.0;
}
