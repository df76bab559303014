namespace GpuTumor.Scenarios;

/// <summary>A scenario file as a whole.</summary>
internal static class ScenarioKeys
{
    /// <summary>Keys that belong to the file, not to an arm.</summary>
    public static IReadOnlyList<string> OfTheFileOnly { get; } = ["name", "extend", "expectation", "arms"];

    private static EitherShape Schedule { get; } = new(
        new WordShape("never"), Quantities.Duration, new ListShape(Quantities.Moment, "times"));

    private static SectionShape Domain { get; } = new("The box of tissue, a lattice of voxels.",
    [
        Key.Needed("size", new ListShape(new EitherShape(new WholeShape(4, 100_000, "96"), Quantities.Length),
            "three edges, such as [96, 96, 96] or [2 mm, 2 mm, 2 mm]", 3),
            "Edges along x, y and z, in voxels or as lengths."),
        Key.Of("spacing", new EitherShape(Quantities.Length, new ListShape(Quantities.Length, "three lengths, such as [20 um, 20 um, 10 um]", 3)), "20 um",
            "Edge of a cubic voxel, which a tumour cell fills; or, for fields without cells, three edges.", Evidence.Recalled("10 to 25 um")),
        Key.Of("confined", new FlagShape(), "false", "Whether the box is meant to leave the tumour no room: then nobody is warned."),
    ]);

    /// <summary>The vessels of a tissue.</summary>
    public static SectionShape Vessels { get; } = new("Capillaries along z, on a jittered lattice.",
    [
        Key.Of("spacing", Quantities.Length, "100 um",
            "Between neighbours: 100 um is well supplied, 250 um poorly.", Evidence.Recalled()),
        Key.Of("perfusion", Quantities.Fraction, "1",
            "Part of full perfusion, the median where vessels differ.", Evidence.Guess()),
        Key.Of("spread", Quantities.Factor, "0",
            "How vessels differ: the standard deviation of ln(perfusion); 0 if they are alike.",
            Evidence.Guess("0.5 to 1 in tumours")),
        Key.Of("collapse", Quantities.Rate, "0 /d",
            "How often a segment of 5 voxels collapses deep inside the tissue; it stays shut.",
            Evidence.Guess("0.05 /d in a growing tumour")),
        Key.Of("collapse_depth", Quantities.Voxels, "8 voxels",
            "Distance to free space beyond which vessels collapse.", Evidence.Guess()),
        new("sprouting", new EitherShape(Sprouting, new WordShape("none")), Sprouting.Summary)
        {
            Default = place => new ScalarNode(place, "none"),
        },
    ]);

    private static SectionShape Sprouting => new("VEGF makes vessels sprout; needs the field vegf.",
    [
        Key.Of("elongation", Quantities.Rate, "5 /d", "Voxels that a tip grows with all VEGF.",
            Evidence.Recalled("100 um/d; 50 to 300")),
        Key.Of("initiation", Quantities.Rate, "0.02 /d", "New sprouts of a vessel's voxel with all VEGF.", Evidence.Guess()),
        Key.Of("vegf_half", Quantities.PositiveMolarity, "0.5 nM", "VEGF that gives half of it.", Evidence.Guess()),
    ]);

    private static SectionShape SomeMatrix { get; } = new("The extracellular matrix, which hinders what diffuses.",
    [
        Key.Of("density", Quantities.Fraction, "0.3",
            "How dense it is, 0 to 1.", Evidence.Guess("0.3 in normal tissue")),
        new("shell", new EitherShape(Shell, new WordShape("none")), Shell.Summary)
        {
            Default = place => new ScalarNode(place, "none"),
        },
        Key.Of("open_radius", new EitherShape(Quantities.Length, new WordShape("all")), "all",
            "Nothing diffuses farther than this from the middle of the box (a dish, a capsule), or all is open. Cells are not held back."),
        new("closed", new ListShape(Region, "blocks, such as { x: [0 mm, 0.2 mm] }"),
            "Blocks that nothing diffuses into or out of, such as bone. Cells are not held back.")
        {
            Default = place => new ListNode(place, []),
        },
        new("turnover", new EitherShape(Turnover, new WordShape("none")), Turnover.Summary)
        {
            Default = place => new ScalarNode(place, "none"),
        },
    ]);

    /// <summary>The matrix of a tissue, or that there is none.</summary>
    public static EitherShape Matrix { get; } = new(SomeMatrix, new WordShape("none"));

    private static SectionShape Turnover => new("Proteases and mesenchymal cells dissolve the matrix, fibroblasts lay it down.",
    [
        Key.Of("proteolysis", Quantities.Rate, "0.5 /d", "By a unit of the field mmp, without TIMP3.", Evidence.Guess()),
        Key.Of("timp_half", Quantities.PositiveNumber, "1", "Level of the field timp3 that halves it.", Evidence.Guess()),
        Key.Of("contact", Quantities.Rate, "1 /d", "By a fully mesenchymal cell that touches it.", Evidence.Guess()),
        Key.Of("deposition", Quantities.Rate, "0.02 /d", "By a cancer-associated fibroblast.", Evidence.Guess()),
        Key.Of("every", Quantities.Duration, "3 h", "How often it is reckoned; it changes within days."),
    ]);

    private static SectionShape Shell => new("Denser matrix around the first cells.",
    [
        Key.Of("thickness", Quantities.Length, "100 um", "From the surface of the ball of the first cells.", Evidence.Guess()),
        Key.Of("density", Quantities.Fraction, "0.8", "How dense it is there.", Evidence.Guess("0.6 to 0.9 in desmoplastic tumours")),
    ]);

    private static string Mutations { get; } = string.Join(", ", Genotypes.Names);

    private static SectionShape Founder { get; } = new("A clone of the first cells.",
    [
        Key.Of("fraction", Quantities.Fraction, "100 %", "Share of the first cells; all shares add to 1."),
        new("genotype", new ListShape(new WordShape(Genotypes.Names), "mutations: " + Mutations), $"Mutations: {Mutations}.")
        {
            Default = place => new ListNode(place, []),
        },
        Key.Of("fra1_knockdown", new FlagShape(), "false",
            "FRA1 silenced: the secretome is released without any drug."),
        Key.Of("emt", Quantities.Fraction, "0", "How mesenchymal its cells are at the start."),
        Key.Of("senescent", Quantities.Fraction, "0", "Part of its cells that are senescent at the start, as an oncogene makes them; they secrete."),
    ]);

    private static SectionShape Tumour { get; } = new("The first cells: a ball in the middle of the box.",
    [
        Key.Needed("cells", new WholeShape(0, int.MaxValue, "30000"), "How many; with 0 only the fields are simulated."),
        new("founders", new NamedShape("founders", (_, _) => Founder, () => [(NamedShape.AnyName, Founder)]),
            "The clones, mixed at random in exact numbers.")
        {
            Default = place => new MappingNode(place, [new Entry("sensitive", place, new MappingNode(place, []))]),
        },
    ]);

    private static SectionShape Toxicity { get; } = new("What the drugs together do to the patient.",
    [
        Key.Of("limit", new EitherShape(new WordShape("none"), Quantities.PositiveNumber), "none",
            "Doses are withheld above it, and resumed below two thirds of it: 1.5 is usual; one drug at its maximum tolerated dose comes to 1."),
    ]);

    private static SectionShape Checkpoints { get; } = new(
        "The whole state, to go on from after a stop. One is also written at the end, and when a run is asked to stop.",
    [
        Key.Of("simulated", Schedule, "never", "In simulated time: an interval, a list of times, or never."),
        Key.Of("wall", new EitherShape(new WordShape("never"), Quantities.Duration), "30 min", "In wall time: at most so much work is lost."),
        Key.Of("keep", new WholeShape(1, 1000, "2"), "2", "How many are kept; should the last be damaged, the one before serves."),
    ]);

    private static Key[] Contents { get; } =
    [
        Key.Of("quantities", new EitherShape(new WordShape("all"), new ListShape(NameShape.Identifier, "quantities")), "all",
            "What a snapshot holds: all, or a list of fields and cell quantities."),
        Key.Of("compression_level", new WholeShape(0, 9, "1"), "1", "Deflate level of snapshots; 0 stores."),
        Key.Of("mantissa_bits", new WholeShape(1, 23, "12"), "12",
            "Bits that snapshots keep of a number: 12 keeps 1 part in 8000, 23 keeps all."),
    ];

    private static EitherShape Extent => new(
        new WordShape("all"), new ListShape(Quantities.Position, "two positions, such as [0.5 mm, 1.5 mm]", 2));

    private static SectionShape Region => new("The part of the box.",
    [
        Key.Of("x", Extent, "all", "From where to where, or all."),
        Key.Of("y", Extent, "all", "From where to where, or all."),
        Key.Of("z", Extent, "all", "From where to where, or all."),
    ]);

    private static SectionShape Stream { get; } = new("A kind of snapshots.",
    [
        Key.Needed("snapshots", Schedule, "When: an interval, a list of times, or never."),
        .. Contents,
        Key.Of("downsampling", new WholeShape(1, 64, "2"), "1",
            "Edge of the cube of voxels that becomes one: the mean of a field, the most frequent kind of cell."),
        Key.Of("region", Region),
    ]);

    private static SectionShape Output { get; } = new("What is written, and when. Never changes the answer.",
    [
        Key.Of("snapshots", Schedule, "1 d", "The whole state: an interval, a list of times, or never."),
        Key.Of("metrics", Schedule, "6 h", "Numbers: an interval, a list of times, or never."),
        .. Contents,
        Key.Of("checkpoints", Checkpoints),
        new("streams", new NamedShape("streams", (_, _) => Stream, () => [(NamedShape.AnyName, Stream)]),
            "More snapshots, each kind in a directory of its own below streams.")
        {
            Default = place => new MappingNode(place, []),
        },
    ]);

    private static Key[] OfAnArm { get; } =
    [
        Key.Of("seed", new WholeShape(0, ulong.MaxValue, "1"), "1", "Of every random draw."),
        Key.Needed("duration", Quantities.Duration, "Simulated time."),
        Key.Of("step", Quantities.Duration, "0.5 h",
            "Length of a step of the cells.", Evidence.Calibrated("halve it to see what changes")),
        Key.Of("domain", Domain),
        new("vessels", new EitherShape(Vessels, new WordShape("none")), Vessels.Summary)
        {
            Default = place => new MappingNode(place, []),
        },
        new("matrix", Matrix, SomeMatrix.Summary)
        {
            Default = place => new ScalarNode(place, "none"),
        },
        new("fields", FieldKeys.All, "The substances that diffuse, by name.") { Default = FieldKeys.Usual },
        Key.Of("tumour", Tumour),
        Key.Of("tumour_cell", TumourCellKeys.All),
        HostKeys.Host,
        new("drugs", DrugKeys.All, "How drugs move through the body, by name; drugs named by treatments have their defaults.")
        {
            Default = place => new MappingNode(place, []),
        },
        Key.Of("toxicity", Toxicity),
        new("treatments", new ListShape(TreatmentKeys.Any, "treatments"), "What is done to the patient.")
        {
            Default = place => new ListNode(place, []),
        },
        Key.Of("circulation", CirculationKeys.Circulation, CirculationKeys.Absent, "Tumour cells in the blood, or none."),
        Key.Of("wound_healing", Quantities.Duration, "10 d", "How long a wound secretes, in the mean.", Evidence.Guess()),
        new("sites", CirculationKeys.Sites, "Distant sites by name, that cells can settle in.")
        {
            Default = place => new MappingNode(place, []),
        },
        Key.Of("imaging", ProtocolKeys.Imaging),
        new("protocols", ProtocolKeys.All, "Rules that treat by what is seen of the patient.")
        {
            Default = place => new ListNode(place, []),
        },
        Key.Of("output", Output),
    ];

    private static Key Name { get; } = new("name", NameShape.Title, "Of the scenario; the file's name unless given.");

    private static Key Description { get; } = Key.Of("description", new TextShape(), "", "What is simulated.");

    private static Key Expectation { get; } =
        Key.Of("expectation", new TextShape(), "", "What should come out, and why.");

    /// <summary>The files that a file builds on.</summary>
    public static Key Extend { get; } = new(
        "extend", new EitherShape(new TextShape(), new ListShape(new TextShape(), "files")),
        "Files that this one builds on, relative to it; later ones win, this one most.");

    /// <summary>One arm, with everything that the file says for all arms.</summary>
    public static SectionShape Merged { get; } = new("A scenario.", [Name, Description, Expectation, .. OfAnArm]);

    /// <summary>What an arm itself may say.</summary>
    public static SectionShape Arm { get; } =
        new("What sets this arm apart: any keys of the scenario.", [Description, .. OfAnArm]);

    /// <summary>The file.</summary>
    public static SectionShape File { get; } = new("A scenario of GpuTumor.",
    [
        Name, Description, Expectation,
        Extend,
        .. OfAnArm,
        new("arms", new NamedShape("arms", (_, _) => Arm, () => [(NamedShape.AnyName, Arm)]),
            "The same patient, treated differently."),
    ]);
}
