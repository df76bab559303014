namespace GpuTumor.Scenarios;

/// <summary>How tumour cells move, as a scenario spells it.</summary>
internal static class MovementKeys
{
    private static SectionShape CompactionSection { get; } =
        new("Compaction: cells that cohere close the gaps that the dead leave, so that a regressing mass shrinks.",
    [
        Key.Of("hop_time", Quantities.Duration, "6 h",
            "Mean time until a cell beside a gap looks for a better place.", Evidence.Guess()),
        Key.Of("tension", new WholeShape(0, 26, "4"), "4",
            "Neighbours that a cell gives up to lie one voxel deeper; 0 leaves the mass its outline.",
            Evidence.Guess("from 4 on a porous ball becomes compact in days")),
    ]);

    /// <summary>How cells close gaps, or that they do not.</summary>
    public static Key Compaction { get; } =
        new("compaction", new EitherShape(CompactionSection, new WordShape("none")), CompactionSection.Summary)
        {
            Default = place => new MappingNode(place, []),
        };
}
