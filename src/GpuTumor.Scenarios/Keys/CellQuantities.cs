using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>What can be read of the cells, besides the fields.</summary>
internal static class CellQuantities
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "cell_kind", "founder", "clone", "genotype", "erk", "fra1", "secretome", "akt", "excess",
        "phase", "mode", "emt", "efflux", "memory", "damage", "autophagy", "perfusion", "host_kind", "exhaustion", "debris", "matrix",
    ];

    /// <summary>What can be read besides where a field has a role, by that role.</summary>
    public static IReadOnlyList<(string Role, string Name)> Inside { get; } =
    [
        ("chemo_a", TissueQuantities.ChemoAInside), ("chemo_b", TissueQuantities.ChemoBInside),
    ];
}
