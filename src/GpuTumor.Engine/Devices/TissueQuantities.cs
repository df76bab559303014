using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>The parts of the cells' state that every tissue offers after its fields, in this order.</summary>
public enum CellQuantity
{
    /// <summary>What fills the voxel.</summary>
    Kind,

    /// <summary>The founder of the resident's lineage.</summary>
    Founder,

    /// <summary>The resident's clone.</summary>
    Clone,

    /// <summary>The resident's mutations.</summary>
    Genotype,

    /// <summary>Its ERK activity.</summary>
    Erk,

    /// <summary>Its FRA1.</summary>
    Fra1,

    /// <summary>Its secretome.</summary>
    Secretome,

    /// <summary>Its AKT activity.</summary>
    Akt,

    /// <summary>A second cell that waits for room.</summary>
    Excess,

    /// <summary>The resident's phase of the cycle.</summary>
    Phase,

    /// <summary>How it takes the drug.</summary>
    Mode,

    /// <summary>How mesenchymal it is.</summary>
    Emt,

    /// <summary>Its P-glycoprotein.</summary>
    Efflux,

    /// <summary>Its memory of stress.</summary>
    Memory,

    /// <summary>Its damage d, as d/(1 + d).</summary>
    Damage,

    /// <summary>Whether it lives on itself.</summary>
    Autophagy,

    /// <summary>How well a vessel is perfused; 0 where none runs.</summary>
    Perfusion,

    /// <summary>The host cell.</summary>
    HostKind,

    /// <summary>How exhausted a T cell is.</summary>
    Exhaustion,

    /// <summary>Debris of dead cells.</summary>
    Debris,

    /// <summary>The extracellular matrix.</summary>
    Matrix,

    /// <summary>Chemotherapy A inside it; only where a field holds that drug.</summary>
    ChemoAInside,

    /// <summary>Chemotherapy B inside it; only where a field holds that drug.</summary>
    ChemoBInside,
}

/// <summary>What can be read from the tissue of a model.</summary>
public static class TissueQuantities
{
    /// <summary>Chemotherapy A inside the resident [µM]; where a field has that role.</summary>
    public const string ChemoAInside = "chemo_a_inside";

    /// <summary>Chemotherapy B inside the resident [µM]; likewise.</summary>
    public const string ChemoBInside = "chemo_b_inside";

    /// <summary>The founder code of an empty voxel.</summary>
    public const byte NoFounder = 255;

    /// <summary>The quantities: the fields in the model's order, then each <see cref="CellQuantity"/>.</summary>
    public static IReadOnlyList<Quantity> Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IEnumerable<Quantity> fields = model.Fields.Select(field => new Quantity
        {
            Name = field.Name,
            LongName = field.LongName.Length > 0 ? field.LongName : field.Name,
            Unit = field.Unit,
            Element = ElementKind.Float32,
        });
        IReadOnlyList<(long, string)> founders =
        [
            .. model.Founders.Select((founder, i) => ((long)i, founder.Name)),
            (NoFounder, "none"),
        ];
        IReadOnlyList<(long, string)> waiting =
        [
            (0, "none"),
            .. model.Founders.Select((founder, i) => (i + 1L, founder.Name)),
        ];
        return
        [
            .. fields,
            Coded("cell_kind", "what fills the voxel", [
                ((long)CellKind.Empty, "empty"),
                ((long)CellKind.Tumour, "tumour"),
                ((long)CellKind.Apoptotic, "apoptotic"),
                ((long)CellKind.Necrotic, "necrotic"),
            ]),
            Coded("founder", "founder of the resident's lineage", founders),
            Number("clone", "clone of the resident, 0 for none", ElementKind.UInt32),
            Coded("genotype", "mutations of the resident, one bit each", [
                .. Enum.GetValues<Genotype>().Select(bit => ((long)bit, SnakeCase(bit.ToString()))),
            ]),
            Number("erk", "ERK activity of the resident, 255 = 1", ElementKind.UInt8),
            Number("fra1", "FRA1 of the resident, 255 = 1", ElementKind.UInt8),
            Number("secretome", "therapy-induced secretome of the resident, 255 = 1", ElementKind.UInt8),
            Number("akt", "AKT activity of the resident, 255 = 1", ElementKind.UInt8),
            Coded("excess", "founder of a second cell that waits for room", waiting),
            Coded("phase", "phase of the resident's cycle", [
                ((long)CellPhase.G0, "g0"),
                ((long)CellPhase.G1, "g1"),
                ((long)CellPhase.S, "s"),
                ((long)CellPhase.G2M, "g2m"),
                ((long)CellPhase.Senescent, "senescent"),
                ((long)CellPhase.ArrestedInS, "arrested"),
            ]),
            Coded("mode", "how the resident takes the drug", [
                ((long)CellMode.Normal, "normal"),
                ((long)CellMode.Persister, "dtp"),
                ((long)CellMode.ExpandedPersister, "dtep"),
                ((long)CellMode.Dormant, "dormant"),
            ]),
            Number("emt", "mesenchymal state of the resident, 255 = 1", ElementKind.UInt8),
            Number("efflux", "P-glycoprotein of the resident, 255 = 1", ElementKind.UInt8),
            Number("memory", "memory of stress of the resident, 255 = 1", ElementKind.UInt8),
            Number("damage", "damage d of the resident as d/(1 + d), 255 = 1; d = 1 is half of the fastest death", ElementKind.UInt8),
            Coded("autophagy", "whether the resident lives on itself", [(0, "no"), (1, "yes")]),
            Number("perfusion", "perfusion of the vessel, 255 = full; 0 where none runs", ElementKind.UInt8),
            Coded("host_kind", "host cell, which may share the voxel with a tumour cell", [
                .. Enum.GetValues<HostKind>().Select(kind => ((long)kind, kind == HostKind.TCell ? "t_cell" : SnakeCase(kind.ToString()))),
            ]),
            Number("exhaustion", "exhaustion of the T cell, 255 = 1", ElementKind.UInt8),
            Number("debris", "debris of dead cells, 255 where one was just cleared", ElementKind.UInt8),
            Number("matrix", "density of the extracellular matrix, 255 = 1", ElementKind.UInt8),
            .. InsideOf(model, FieldRole.ChemoA, ChemoAInside, "chemotherapy A inside the resident"),
            .. InsideOf(model, FieldRole.ChemoB, ChemoBInside, "chemotherapy B inside the resident"),
        ];
    }

    /// <summary>The part of the cells' state at an index behind the fields.</summary>
    public static CellQuantity PartAt(Model model, int quantity)
    {
        ArgumentNullException.ThrowIfNull(model);
        var part = (CellQuantity)(quantity - model.Fields.Count);
        return part == CellQuantity.ChemoAInside && model.FieldIndex(FieldRole.ChemoA) < 0 ? CellQuantity.ChemoBInside : part;
    }

    private static IEnumerable<Quantity> InsideOf(Model model, FieldRole drug, string name, string longName)
        => model.FieldIndex(drug) < 0 ? [] : [new() { Name = name, LongName = longName, Unit = "umol/L", Element = ElementKind.Float32 }];

    private static Quantity Coded(string name, string longName, IReadOnlyList<(long, string)> codes)
        => new() { Name = name, LongName = longName, Unit = "1", Element = ElementKind.UInt8, Codes = codes };

    private static Quantity Number(string name, string longName, ElementKind element)
        => new() { Name = name, LongName = longName, Unit = "1", Element = element };

    private static string SnakeCase(string name)
        => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
