using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Founders, and the laws of the cells.</summary>
internal static class CellChecks
{
    // Fractions are decimal in the file and binary here.
    private const double Slack = 1e-9;

    public static void All(Section root, Problems problems)
    {
        Founders(root.Within("tumour"), problems);
        Laws(root.Within("tumour_cell"), problems);
    }

    /// <summary>What must hold between the laws of a cell, wherever it is.</summary>
    public static void Laws(Section cell, Problems problems)
    {
        Section division = cell.Within("division");
        if (division.In("mmHg", "oxygen_full") <= division.In("mmHg", "oxygen_none"))
            division.Report("oxygen_full", $"must be above oxygen_none, {division.Written("oxygen_none")}", problems);
        Section cycle = cell.Within("cycle");
        double shares = cycle.Number("g1") + cycle.Number("s") + cycle.Number("g2m");
        if (Math.Abs(shares - 1) > Slack)
            cycle.Report("g1", FormattableString.Invariant($"the shares of the phases add to {shares * 100:0.########} %, not to 100 %"), problems);
        foreach (string phase in (string[])["g1", "s", "g2m"])
        {
            if (cycle.Number(phase) <= 0)
                cycle.Report(phase, "every phase takes its share of the cycle; write more than 0 %", problems);
        }

        Section mutation = cell.Within("mutation");
        double most = mutation.Number("scale") * (double)(mutation.Whole("expanding_factor") ?? 1) * Genotypes.Names.Sum(mutation.Number);
        if (most > 0.5)
            mutation.Report("scale", FormattableString.Invariant($"daughters of expanding persisters mutate with probability {most:0.##}, at most 0.5 can be; lower the scale"), problems);
        if (mutation.Number("barcode") > 0.5)
            mutation.Report("barcode", "at most 0.5 can be", problems);
        Section necrosis = cell.Within("necrosis");
        if (necrosis.In("mmHg", "oxygen_none") <= necrosis.In("mmHg", "oxygen_full"))
            necrosis.Report("oxygen_none", $"must be above oxygen_full, {necrosis.Written("oxygen_full")}", problems);
    }

    private static void Founders(Section tumour, Problems problems)
    {
        IReadOnlyList<NamedValue> founders = tumour.Named("founders");
        if (founders.Count > CellRecord.MostFounders)
            tumour.Report("founders",
                FormattableString.Invariant($"{founders.Count} founders; at most {CellRecord.MostFounders} can be told apart"), problems);
        double sum = founders.Sum(f => (f.Value.Content as Section)?.Number("fraction") ?? double.NaN);
        if (tumour["founders"] is not null && Math.Abs(sum - 1) > Slack)
            tumour.Report("founders",
                FormattableString.Invariant($"the fractions add to {sum * 100:0.########} %, not to 100 %"), problems);
    }
}
