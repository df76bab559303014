using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Some of the tumour cells, as a scenario spells them: by founder, mutations and state.</summary>
internal static class CellGroupKeys
{
    public const string Any = "any";

    /// <summary>States that a scenario can name, and the cells that are in them.</summary>
    public static IReadOnlyDictionary<string, CellGroup> States { get; } = new Dictionary<string, CellGroup>
    {
        ["persister"] = CellGroup.In(CellMode.Persister),
        ["expanded_persister"] = CellGroup.In(CellMode.ExpandedPersister),
        ["dormant"] = CellGroup.In(CellMode.Dormant),
        ["senescent"] = CellGroup.In(CellPhase.Senescent),
    };

    /// <summary>Whose cells they are; what is not said leaves all of them in.</summary>
    public static SectionShape Shape { get; } = new("Some of the tumour cells: those to which all of this applies.",
    [
        Key.Of("founder", new EitherShape(new WordShape(Any), NameShape.Identifier), Any, "Descendants of this founder of the tumour."),
        Mutations("carrying", "Cells with all of these mutations"),
        Mutations("lacking", "Cells with none of these mutations"),
        Key.Of("state", new WordShape([Any, .. States.Keys]), Any, "Cells that are in this state now."),
    ]);

    private static Key Mutations(string name, string whose)
        => new(name, new ListShape(new WordShape(Genotypes.Names), "mutations: " + string.Join(", ", Genotypes.Names)), $"{whose}.")
        {
            Default = place => new ListNode(place, []),
        };
}
