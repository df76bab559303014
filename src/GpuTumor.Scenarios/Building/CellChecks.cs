using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Founders, and the laws of the cells.</summary>
internal static class CellChecks
{
    // Fractions are decimal in the file and binary here.
    private const double Slack = 1e-9;

    // The age of a dead cell is kept in 8 bits.
    private const int MostClearanceSteps = 255;

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
        foreach (string dead in new[] { "apoptotic", "necrotic" })
            Clearance(root, cell.Within("clearance"), dead, problems);
    }

    private static void Founders(Section tumour, Problems problems)
    {
        IReadOnlyList<NamedValue> founders = tumour.Named("founders");
        if (founders.Count > CellRecord.MostFounders)
            tumour.Report("founders", FormattableString.Invariant($"{founders.Count} founders; at most {CellRecord.MostFounders} can be told apart"), problems);
        double sum = founders.Sum(f => (f.Value.Content as Section)?.Number("fraction") ?? double.NaN);
        if (tumour["founders"] is not null && Math.Abs(sum - 1) > Slack)
            tumour.Report("founders", FormattableString.Invariant($"the fractions add to {sum * 100:0.########} %, not to 100 %"), problems);
    }

    private static void Clearance(Section root, Section clearance, string dead, Problems problems)
    {
        double stepHours = root.In("h", "step");
        double steps = Math.Round(clearance.In("h", dead) / stepHours);
        string written = clearance.Written(dead);
        if (steps > MostClearanceSteps)
            clearance.Report(dead, FormattableString.Invariant($"\"{written}\" is {steps:0} steps of {root.Written("step")}, and at most {MostClearanceSteps} are counted; write \"{MostClearanceSteps * stepHours:0.######} h\" or less, or take longer steps"), problems);
        else if (steps < 1)
            clearance.Report(dead, $"\"{written}\" is less than one step of {root.Written("step")}", problems);
    }
}
