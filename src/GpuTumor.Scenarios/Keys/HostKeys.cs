namespace GpuTumor.Scenarios;

/// <summary>Host cells, as a scenario spells them.</summary>
internal static class HostKeys
{
    private static SectionShape TCells { get; } = new("Cytotoxic T cells: they enter through vessels, wander, kill and tire.",
    [
        Key.Of("entry", Quantities.Rate, "0.5 /d", "Through a voxel of a fully perfused vessel, with all interferon.",
            Evidence.Guess("gives 50 to 500 cells/mm^2 of section")),
        Key.Of("entry_basal", Quantities.Factor, "0.1", "Part of the entry that needs no interferon.", Evidence.Guess()),
        Key.Of("interferon_half", Quantities.PositiveMolarity, "0.5 nM", "Interferon that gives half the response.", Evidence.Guess()),
        Key.Of("suppression", Quantities.PositiveMolarity, "0.5 nM", "Suppressor that halves entry and killing.", Evidence.Guess()),
        Key.Of("matrix_barrier", Quantities.Fraction, "0.7", "Part of the entry that full matrix keeps out.", Evidence.Guess()),
        Key.Of("speed", Quantities.Speed, "5 um/min", "Of wandering.", Evidence.Recalled("2 to 10 um/min")),
        Key.Of("pull", Quantities.Factor, "2", "How strongly they follow interferon.", Evidence.Guess()),
        Key.Of("pull_half", Quantities.PositiveMolarity, "0.5 nM", "Interferon that halves the pull.", Evidence.Guess()),
        Key.Of("killing", Quantities.Rate, "6 /d", "By a fresh T cell in contact with tumour cells.",
            Evidence.Verified("2 to 16 /d, Halle 2016; in solid tumours 1 to 4")),
        Key.Of("pdl1_protection", Quantities.Fraction, "0.8", "Part of the killing that full PD-L1 takes away.", Evidence.Guess()),
        Key.Of("pdl1_basal", Quantities.Fraction, "0.2", "PD-L1 without interferon.", Evidence.Guess()),
        Key.Of("mesenchymal_factor", Quantities.Fraction, "0.7", "Factor on the killing of mesenchymal cells (ESCRT-III repair).",
            Evidence.Guess()),
        Key.Of("exhaustion", Quantities.Rate, "0.15 /d", "Gain of exhaustion in contact.", Evidence.Guess()),
        Key.Of("exhaustion_spared", Quantities.Fraction, "0.7", "Part of it that a full block of the checkpoint spares.", Evidence.Guess()),
        Key.Of("death", Quantities.Rate, "0.1 /d", "Always.", Evidence.Guess()),
        Key.Of("chemo_death", Quantities.Rate, "0.05 /h", "The most that chemotherapy adds.",
            Evidence.Guess("a cycle kills some 60 %")),
        Key.Of("chemo_half", Quantities.PositiveMolarity, "0.1 uM", "Chemotherapy that gives half of it.", Evidence.Guess()),
        Key.Of("secreting", Quantities.Duration, "6 h", "How long they secrete after a kill.", Evidence.Guess()),
    ]);

    private static SectionShape Myeloid { get; } =
        new("Myeloid-derived suppressor cells: called by CCL2 and danger signals, they silence T cells.",
    [
        Key.Of("entry", Quantities.Rate, "0.5 /d", "Through a voxel of a fully perfused vessel, per full call.", Evidence.Guess()),
        Key.Of("ccl2_half", Quantities.PositiveMolarity, "0.5 nM", "CCL2 that gives half its call.", Evidence.Guess()),
        Key.Of("damp_half", Quantities.PositiveNumber, "0.5", "Danger signals that give half their call.", Evidence.Guess()),
        Key.Of("speed", Quantities.Speed, "2 um/min", "Of wandering.", Evidence.Guess()),
        Key.Of("pull", Quantities.Factor, "2", "How strongly they follow CCL2.", Evidence.Guess()),
        Key.Of("pull_half", Quantities.PositiveMolarity, "0.5 nM", "CCL2 that halves the pull.", Evidence.Guess()),
        Key.Of("life", Quantities.Duration, "4 d", "Mean.", Evidence.Guess()),
        Key.Of("maturing", Quantities.Fraction, "0", "Part that becomes macrophages at the end, which live as long again.",
            Evidence.Guess()),
    ]);

    private static SectionShape Fibroblasts { get; } =
        new("Fibroblasts of the stroma: the suppressor and debris activate them.",
    [
        Key.Of("share", Quantities.Fraction, "5 %", "Part of the voxels outside the first tumour that hold one.", Evidence.Guess()),
        Key.Of("activation", Quantities.Rate, "0.1 /d", "At full suppressor, and again at full debris.", Evidence.Guess()),
        Key.Of("suppressor_half", Quantities.PositiveMolarity, "0.5 nM", "Suppressor that gives half the response.", Evidence.Guess()),
        Key.Of("return", Quantities.Rate, "0.02 /d", "Back to rest.", Evidence.Guess()),
    ]);

    private static SectionShape Section { get; } = new("Host cells, which may share a voxel with a tumour cell.",
    [
        OrNone("t_cells", TCells),
        OrNone("myeloid", Myeloid),
        OrNone("fibroblasts", Fibroblasts),
        Key.Of("debris_clearance", Quantities.Rate, "0.5 /d", "How fast debris of dead cells goes.", Evidence.Guess()),
    ]);

    /// <summary>The host cells of a tissue, or that there are none.</summary>
    public static Key Host { get; } =
        new("host", new EitherShape(Section, new WordShape("none")), Section.Summary) { Default = place => new ScalarNode(place, "none") };

    private static Key OrNone(string name, SectionShape section)
        => new(name, new EitherShape(section, new WordShape("none")), section.Summary)
        {
            Default = place => new MappingNode(place, []),
        };
}
