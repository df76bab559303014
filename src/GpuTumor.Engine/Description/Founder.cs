using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>A clone present at the start.</summary>
/// <param name="Name">As reported: <c>sensitive</c>, <c>resistant</c>.</param>
/// <param name="Genotype">Its mutations.</param>
/// <param name="Fraction">Its share of the first cells, 0–1; the shares of all founders add to 1.</param>
public sealed record Founder(string Name, Genotype Genotype, double Fraction)
{
    /// <summary>FRA1 silenced: the secretome is released without any drug.</summary>
    public bool Fra1Knockdown { get; init; }

    /// <summary>How mesenchymal its cells are at the start, 0–1.</summary>
    public double Emt { get; init; }

    /// <summary>Part of its cells that are senescent at the start, as an oncogene makes them, 0–1.</summary>
    public double Senescent { get; init; }

    /// <summary>The signals of its first cells: unperturbed, and as mesenchymal as they are.</summary>
    public uint Signals => CellRecord.RestingSignals | ((uint)Math.Round(255 * Emt) << CellRecord.EmtShift);

    /// <summary>Whole numbers of cells per founder that add up to <paramref name="cells"/>, by the largest remainder.</summary>
    public static long[] Counts(IReadOnlyList<Founder> founders, long cells)
    {
        ArgumentNullException.ThrowIfNull(founders);
        long[] counts = [.. founders.Select(founder => (long)Math.Floor(founder.Fraction * cells))];
        int[] byRemainder =
        [
            .. Enumerable.Range(0, counts.Length)
                .OrderByDescending(i => (founders[i].Fraction * cells) - counts[i])
                .ThenBy(i => i),
        ];
        long missing = cells - counts.Sum();
        for (int i = 0; i < missing; i++)
            counts[byRemainder[i % byRemainder.Length]]++;
        return counts;
    }
}
