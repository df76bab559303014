using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>A diffusing substance, as a scenario spells it.</summary>
internal static class FieldKeys
{
    public const string NoRole = "none";

    /// <summary>What stands for a field that an arm or an extended file declares and this one does not simulate.</summary>
    public const string Absent = "none";

    // All tumour cells, as a scenario spells them.
    private const string Tumour = "tumour";

    private static string[] Faces { get; } = ["west", "east", "south", "north", "bottom", "top"];

    private static string[] FaceMeanings { get; } = ["x low", "x high", "y low", "y high", "z low", "z high"];

    /// <summary>Which cells secrete.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> SecretionKeys { get; } =
    [
        ("basal", "Every living tumour cell."),
        ("induced", "Added by a full therapy-induced secretome."),
        ("senescent", "Added by a senescent cell."),
        ("hypoxic", "Added for want of oxygen: half of it at 10 mmHg."),
        ("mesenchymal", "Added by a fully mesenchymal cell."),
        ("epithelial", "Added by a fully epithelial cell."),
        ("apoptotic", "An apoptotic body."),
        ("necrotic", "A necrotic cell."),
        ("t_cell", "A T cell, for some hours after a kill."),
        ("mdsc", "A myeloid-derived suppressor cell."),
        ("caf", "A cancer-associated fibroblast."),
        ("tam", "A tumour-associated macrophage."),
        ("wound", "A voxel of a fresh wound."),
    ];

    /// <summary>How cells are spelt that a field may bear on.</summary>
    public static IReadOnlyDictionary<string, CoupledCells> CoupledCellNames { get; } =
        Enum.GetValues<CoupledCells>().ToDictionary(cells => Spelled.InSnakeCase(cells.ToString()));

    /// <summary>The kind of the cells that an effect bears on; null if it could not be read.</summary>
    public static string? KindOf(Section coupling) => coupling.Has("cells") ? Tumour : coupling.Word("cells");

    /// <summary>How processes are spelt that a field may bear on.</summary>
    public static IReadOnlyDictionary<string, CoupledProcess> CoupledProcesses { get; } =
        Enum.GetValues<CoupledProcess>().ToDictionary(process => Spelled.InSnakeCase(process.ToString()));

    /// <summary>How solvers are spelt.</summary>
    public static IReadOnlyDictionary<string, FieldSolver> Solvers { get; } = new Dictionary<string, FieldSolver>
    {
        ["automatic"] = FieldSolver.Automatic,
        ["chebyshev"] = FieldSolver.Chebyshev,
        ["backward_euler"] = FieldSolver.BackwardEuler,
        ["sdirk2"] = FieldSolver.Sdirk2,
        ["quasi_steady"] = FieldSolver.QuasiSteady,
        ["forward_euler"] = FieldSolver.ForwardEuler,
        ["rkl1"] = FieldSolver.FirstOrderLegendre,
        ["rkl2"] = FieldSolver.SecondOrderLegendre,
        ["lod"] = FieldSolver.LocallyOneDimensional,
    };

    /// <summary>How ways of keeping a field are spelt.</summary>
    public static IReadOnlyDictionary<string, Parking> Parkings { get; } =
        Enum.GetValues<Parking>().ToDictionary(parking => Spelled.InSnakeCase(parking.ToString()));

    /// <summary>All fields by name: those that cells know, and any other.</summary>
    public static NamedShape All { get; } = new("fields", ShapeOf, SchemaShapes);

    /// <summary>The fields of a scenario that names none.</summary>
    public static Node Usual(Place place)
    {
        string[] names = ["oxygen", "targeted_drug", "hgf", "igf1", "chemokine"];
        return new MappingNode(place, [.. names.Select(n => new Entry(n, place, new MappingNode(place, [])))]);
    }

    private static EitherShape ShapeOf(string name, Node node)
    {
        string? Said(string key) => ((node as MappingNode)?[key] as ScalarNode)?.Text;

        string role = Said("role") ?? (Substance.Of(name) is null ? NoRole : name);
        Substance substance = Substance.Of(role)
            ?? Substance.Plain(FieldRole.None, NoRole, name.Replace('_', ' '), ConcentrationUnit.Named(Said("unit")));
        return OrAbsent(Section(substance, ConcentrationUnit.All));
    }

    private static IEnumerable<(string Name, Shape Shape)> SchemaShapes()
    {
        foreach (Substance substance in Substance.Known)
            yield return (substance.Name, OrAbsent(Section(substance, ConcentrationUnit.All)));
        // A schema cannot look a unit up: it has one alternative for each kind of unit.
        IEnumerable<Shape> others = ConcentrationUnit.All.GroupBy(u => u.Concentration)
            .Select(units => Section(Substance.Plain(FieldRole.None, NoRole, "", units.First()), units));
        yield return (NamedShape.AnyName, new EitherShape([new WordShape(Absent), .. others]));
    }

    private static EitherShape OrAbsent(Shape section) => new(section, new WordShape(Absent));

    private static SectionShape Section(Substance of, IEnumerable<ConcentrationUnit> units)
    {
        Shape concentration = new QuantityShape(Bounds.NotNegative, of.Unit.Concentration);
        Shape positive = new QuantityShape(Bounds.Positive, of.Unit.Concentration);
        Shape change = new QuantityShape(Bounds.NotNegative, of.Unit.Change);
        Shape secretion = of.Unit.Concentration == Dimension.Molarity
            ? new QuantityShape(Bounds.NotNegative, Dimension.Secretion, of.Unit.Change)
            : change;
        string unit = of.Unit.Name != "1" || of.Drug == "none" ? of.Unit.Name : "1 = plasma at the drug's steady state";

        Key diffusivity = of.Diffusivity is null
            ? Key.Needed("diffusivity", Quantities.Diffusivity, "How fast it spreads.")
            : Key.Of("diffusivity", Quantities.Diffusivity, of.Diffusivity, "How fast it spreads.", of.DiffusivityEvidence);

        SectionShape vessels = new("Exchange where a vessel runs: perfusion · permeability · (level in blood - concentration).",
        [
            Key.Of("permeability", Quantities.Rate, of.Permeability, "At full perfusion.", of.PermeabilityEvidence),
            Key.Of("drug", new EitherShape(new WordShape("none"), NameShape.Identifier), of.Drug,
                "The drug whose plasma level counts, or none."),
            Key.Of("level", concentration, of.VesselLevel,
                "The level in blood of what is no drug.", of.VesselLevelEvidence),
        ]);
        SectionShape uptake = new("Saturable uptake of a living cell: maximum · c / (c + half_saturation).",
        [
            Key.Of("maximum", change, of.UptakeMaximum, "In the cell's voxel.", of.UptakeEvidence),
            Key.Of("half_saturation", positive, of.HalfSaturation,
                "Concentration that gives half of it.", of.UptakeEvidence),
        ]);
        SectionShape secreted = new("What a cell secretes, by what it is and how it fares.",
            [.. SecretionKeys.Select(key => Secreted(key.Name, key.Meaning, secretion, of))]);

        return new SectionShape($"Concentration [{unit}].",
        [
            Key.Of("role", new WordShape([NoRole, .. Substance.Known.Select(s => s.Name)]), of.Name,
                "What it means to the cells."),
            Key.Of("long_name", new TextShape(), of.LongName, "Name for people."),
            of.Role == FieldRole.None
                ? Key.Needed("unit", new WordShape([.. units.Select(u => u.Name)]), "What its concentrations are kept in.")
                : Key.Of("unit", new WordShape(of.Unit.Name), of.Unit.Name, "What its concentrations are kept in."),
            diffusivity,
            Key.Of("hindrance", Quantities.Factor, of.Hindrance,
                "In matrix of density r it spreads by exp(-hindrance * r) as fast.", of.HindranceEvidence),
            Key.Of("decay", Quantities.Rate, of.Decay, "First order, everywhere.", of.DecayEvidence),
            Key.Of("initial", concentration, of.Initial, "At the start, everywhere.", of.InitialEvidence),
            Key.Of("faces", FaceConditions(concentration), "no_flux",
                "The box: no_flux, periodic, or a concentration held there (a bath)."),
            Key.Of("vessels", vessels),
            Key.Of("cell_uptake", Quantities.Rate, of.CellUptake,
                "First-order uptake of a living cell, in its voxel.", of.CellUptakeEvidence),
            Key.Of("saturable_uptake", uptake),
            Key.Of("taken_up_by", TumourCells, Tumour, "Which living tumour cells take it up."),
            Key.Of("host_uptake", HostUptake),
            Key.Of("secretion", secreted),
            Key.Of("secreted_by", TumourCells, Tumour, "Which living tumour cells secrete it; dead ones and host cells do as they do."),
            new("couplings", new ListShape(Coupling(positive), "effects on cells, each a section"),
                "What it does to cells beyond its role.")
            {
                Default = place => new ListNode(place, []),
            },
            Key.Of("solver", new WordShape([.. Solvers.Keys]), of.Solver,
                "How it is advanced; automatic takes what is cheapest and holds the tolerance."),
            Key.Of("tolerance", Quantities.Fraction, "0.05",
                "The largest error in time of a step relative to the field (root of the sum of squares), 0.0001 at least; most steps err by far less."),
            Key.Of("parked", new WordShape([.. Parkings.Keys]), "none",
                "How it is kept between steps: half takes 2 B a voxel instead of 4, and 4 B once for all such fields; to a thousandth of a value. On the CPU."),
        ]);
    }

    private static EitherShape TumourCells { get; } = new(new WordShape(Tumour), CellGroupKeys.Shape);

    private static SectionShape HostUptake { get; } = new("First-order uptake of a host cell, in its voxel.",
    [
        Key.Of("t_cell", Quantities.Rate, "0 /s", "A T cell."),
        Key.Of("mdsc", Quantities.Rate, "0 /s", "A myeloid-derived suppressor cell."),
        Key.Of("caf", Quantities.Rate, "0 /s", "A cancer-associated fibroblast."),
        Key.Of("tam", Quantities.Rate, "0 /s", "A tumour-associated macrophage."),
    ]);

    private static SectionShape Coupling(Shape positive) => new(
        "An effect on cells: by a Hill curve of the concentration, from none to the full one.",
    [
        Key.Of("cells", new EitherShape(new WordShape([.. CoupledCellNames.Keys]), CellGroupKeys.Shape), Tumour,
            "Whom it bears on: the living of a kind, or some of the living tumour cells."),
        Key.Needed("on", new WordShape([.. CoupledProcesses.Keys]), "What it bears on."),
        Key.Needed("half_maximum", positive, "Concentration that gives half of the effect."),
        Key.Of("exponent", Quantities.PositiveNumber, "1", "Steepness of the response (Hill exponent)."),
        Key.Of("factor", new EitherShape(new WordShape("none"), Quantities.Factor), "none",
            "Full effect on division, migration or secretion: what multiplies it."),
        Key.Of("rate", new EitherShape(new WordShape("none"), Quantities.PositiveRate), "none", "Full effect on death: what is added to it."),
        Key.Of("of", new EitherShape(new WordShape("all"), NameShape.Identifier), "all",
            "On secretion: the field whose secretion changes, or all."),
    ]);

    private static Key Secreted(string name, string meaning, Shape amount, Substance of)
        => of.Secretion.TryGetValue(name, out (string Amount, Evidence Evidence) given)
            ? Key.Of(name, amount, given.Amount, meaning, given.Evidence)
            : Key.Of(name, amount, of.NoSecretion, meaning);

    private static EitherShape FaceConditions(Shape concentration)
    {
        EitherShape condition = new(new WordShape("no_flux", "periodic"), concentration);
        IEnumerable<Key> faces = Faces.Zip(
            FaceMeanings, (name, meaning) => Key.Of(name, condition, "no_flux", $"At {meaning}."));
        SectionShape faceByFace = new("The box, face by face.", [.. faces]);
        return new EitherShape(new WordShape("no_flux", "periodic"), concentration, faceByFace);
    }
}
