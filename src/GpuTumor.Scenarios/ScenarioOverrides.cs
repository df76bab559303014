namespace GpuTumor.Scenarios;

/// <summary>What the command line says instead of the file. Applied before anything is checked, to every arm.</summary>
/// <param name="Settings">Keys and values, <c>tumour.cells=5000</c> or <c>treatments[0].level=0.5</c>.</param>
/// <param name="Seed">Instead of the file's seed; null keeps it.</param>
/// <param name="Until">Instead of the file's duration, with its unit: <c>14 d</c>; null keeps it.</param>
public sealed record ScenarioOverrides(IReadOnlyList<string> Settings, ulong? Seed, string? Until)
{
    /// <summary>The file as it is.</summary>
    public static ScenarioOverrides None { get; } = new([], null, null);
}
