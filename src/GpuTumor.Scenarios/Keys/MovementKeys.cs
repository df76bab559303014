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

    private static SectionShape MigrationSection { get; } =
        new("Migration: mesenchymal cells crawl alone, half mesenchymal ones together.",
    [
        Key.Of("alone_speed", Quantities.Speed, "0.3 um/min",
            "Of a single cell on the best matrix, without AKT.", Evidence.Recalled("0.1 to 1 um/min")),
        Key.Of("together_speed", Quantities.Speed, "0.1 um/min", "Of a cell that moves with others.", Evidence.Recalled()),
        Key.Of("together_from", Quantities.Fraction, "0.3", "Mesenchymal state from which cells move with others.", Evidence.Guess()),
        Key.Of("alone_from", Quantities.Fraction, "0.7",
            "Mesenchymal state above which they move alone and no longer cohere.", Evidence.Guess()),
        Key.Of("company", new WholeShape(0, 26, "2"), "2", "Neighbours of their like that cells need to move with.", Evidence.Guess()),
        Key.Of("along_chemokine", Quantities.Factor, "3", "Pull of the chemokine.", Evidence.Guess()),
        Key.Of("chemokine_half", Quantities.PositiveMolarity, "1 nM", "Chemokine that halves the pull.", Evidence.Guess()),
        Key.Of("along_hgf", Quantities.Factor, "2", "Pull of HGF.", Evidence.Guess()),
        Key.Of("hgf_half", Quantities.PositiveMolarity, "0.25 nM", "HGF that halves the pull.", Evidence.Guess()),
        Key.Of("along_matrix", Quantities.Factor, "4", "Pull of the matrix.", Evidence.Guess()),
        Key.Of("cohesion", Quantities.Factor, "1.5", "What each neighbour left behind costs an epithelial cell.", Evidence.Guess()),
        Key.Of("blocking_matrix", Quantities.Fraction, "0.8", "Matrix above which no cell enters.", Evidence.Guess()),
    ]);

    /// <summary>How cells migrate, or that they do not.</summary>
    public static Key Migration { get; } =
        new("migration", new EitherShape(MigrationSection, new WordShape("none")), MigrationSection.Summary)
        {
            Default = place => new MappingNode(place, []),
        };

    /// <summary>How cells close gaps, or that they do not.</summary>
    public static Key Compaction { get; } =
        new("compaction", new EitherShape(CompactionSection, new WordShape("none")), CompactionSection.Summary)
        {
            Default = place => new MappingNode(place, []),
        };
}
