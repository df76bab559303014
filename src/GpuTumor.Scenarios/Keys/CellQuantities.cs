namespace GpuTumor.Scenarios;

/// <summary>What can be read of the cells, besides the fields.</summary>
internal static class CellQuantities
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "cell_kind", "founder", "clone", "genotype", "erk", "fra1", "secretome", "akt", "excess",
        "phase", "mode", "emt", "efflux", "memory", "damage", "autophagy", "perfusion", "host_kind", "exhaustion", "debris", "matrix",
    ];
}
