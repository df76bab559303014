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
        Section cell = root.Within("tumour_cell");
        Section division = cell.Within("division");
        if (division.In("mmHg", "oxygen_full") <= division.In("mmHg", "oxygen_none"))
            division.Report("oxygen_full", $"must be above oxygen_none, {division.Written("oxygen_none")}", problems);
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
