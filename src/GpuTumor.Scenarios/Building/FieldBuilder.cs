using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Builds a field from keys that were checked.</summary>
internal static class FieldBuilder
{
    /// <summary>The fields that are simulated, in the order of the file.</summary>
    public static IEnumerable<(string Name, Place KeyPlace, Section Field)> Simulated(Section root)
        => from named in root.Named("fields")
           where named.Value.Content is Section
           select (named.Name, named.KeyPlace, (Section)named.Value.Content);

    /// <summary>The field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="field">Its section.</param>
    /// <param name="founders">Names of the tumour's founders, in order.</param>
    /// <param name="spacing">Edge of a voxel [µm].</param>
    public static FieldDefinition Build(string name, Section field, List<string> founders, double spacing)
    {
        ConcentrationUnit unit = ConcentrationUnit.Named(field.Word("unit"));
        Section vessels = field.Within("vessels");
        Section uptake = field.Within("saturable_uptake");
        Section secretion = field.Within("secretion");
        string? drug = vessels.Word("drug");
        return new FieldDefinition
        {
            Name = name,
            LongName = field.Prose("long_name"),
            Unit = unit.Udunits,
            Role = Substance.Of(field.Word("role"))?.Role ?? FieldRole.None,
            Diffusivity = field.In("um^2/s", "diffusivity"),
            Hindrance = (float)field.Number("hindrance"),
            Decay = PerSecond(field, "decay"),
            Initial = (float)field.In(unit.Symbol, "initial"),
            Boundaries = Faces(field["faces"]!.Content, unit),
            Vessels = new VesselExchange(
                PerSecond(vessels, "permeability"), drug == "none" ? null : drug, (float)vessels.In(unit.Symbol, "level")),
            CellUptake = PerSecond(field, "cell_uptake"),
            SaturableUptake = new SaturableUptake(
                (float)uptake.In(unit.PerSecond, "maximum"), (float)uptake.In(unit.Symbol, "half_saturation")),
            TakenUpBy = CellGroupBuilder.Build(field, "taken_up_by", founders),
            Secretion = new Secretion(Secreted(secretion, "basal", unit, spacing), Secreted(secretion, "induced", unit, spacing))
            {
                Senescent = Secreted(secretion, "senescent", unit, spacing),
                Hypoxic = Secreted(secretion, "hypoxic", unit, spacing),
                Mesenchymal = Secreted(secretion, "mesenchymal", unit, spacing),
                Epithelial = Secreted(secretion, "epithelial", unit, spacing),
                Apoptotic = Secreted(secretion, "apoptotic", unit, spacing),
                Necrotic = Secreted(secretion, "necrotic", unit, spacing),
                By = CellGroupBuilder.Build(field, "secreted_by", founders),
            },
            HostSecretion = new HostSecretion(
                Secreted(secretion, "t_cell", unit, spacing), Secreted(secretion, "mdsc", unit, spacing),
                Secreted(secretion, "caf", unit, spacing), Secreted(secretion, "tam", unit, spacing)),
            HostUptake = HostUptake(field.Within("host_uptake")),
            WoundSecretion = Secreted(secretion, "wound", unit, spacing),
            Couplings = [.. field.Items("couplings").Select(c => Coupling((Section)c.Content, unit, founders))],
            Tolerance = field.Number("tolerance"),
            Parked = FieldKeys.Parkings[field.Word("parked")!],
            Solver = FieldKeys.Solvers[field.Word("solver")!],
        };
    }

    private static Coupling Coupling(Section coupling, ConcentrationUnit unit, List<string> founders)
    {
        Hill response = new((float)coupling.In(unit.Symbol, "half_maximum"), (float)coupling.Number("exponent"));
        CoupledProcess process = FieldKeys.CoupledProcesses[coupling.Word("on")!];
        double full = process == CoupledProcess.Death ? coupling.In("/h", "rate") : coupling.Number("factor");
        string? secreted = coupling.Word("of");
        return new Coupling(process, new FieldCoupling(response, (float)full), secreted == "all" ? null : secreted)
        {
            Cells = FieldKeys.CoupledCellNames[FieldKeys.KindOf(coupling)!],
            Whose = CellGroupBuilder.Build(coupling, "cells", founders),
        };
    }

    private static HostUptake HostUptake(Section uptake) => new(
        (float)uptake.In("/s", "t_cell"), (float)uptake.In("/s", "mdsc"), (float)uptake.In("/s", "caf"), (float)uptake.In("/s", "tam"));

    private static Rate PerSecond(Section section, string key) => Rate.PerSecondOf(section.In("/s", key));

    // Molecules per second become a concentration by the volume of the cell's voxel.
    private static float Secreted(Section secretion, string key, ConcentrationUnit unit, double spacing)
    {
        double molecules = secretion.In("molecules/s", key);
        if (double.IsNaN(molecules))
            return (float)secretion.In(unit.PerSecond, key);
        Quantity nanomolar = new(molecules * Secretion.NanomolarPerMolecule(spacing), "nM", Dimension.Molarity);
        return (float)nanomolar.In(unit.Symbol);
    }

    private static Boundaries Faces(object said, ConcentrationUnit unit) => said is Section faces
        ? new Boundaries(
            Face(faces["west"]!.Content, unit), Face(faces["east"]!.Content, unit),
            Face(faces["south"]!.Content, unit), Face(faces["north"]!.Content, unit),
            Face(faces["bottom"]!.Content, unit), Face(faces["top"]!.Content, unit))
        : Boundaries.All(Face(said, unit));

    private static FaceCondition Face(object said, ConcentrationUnit unit) => said switch
    {
        Quantity bath => FaceCondition.Held((float)bath.In(unit.Symbol)),
        "periodic" => FaceCondition.Periodic,
        _ => FaceCondition.NoFlux,
    };
}
