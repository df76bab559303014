using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Builds a model from keys that were checked: nothing can go wrong here but by a fault of ours.</summary>
internal static class ModelBuilder
{
    public static Model Build(Section root)
    {
        double stepHours = root.In("h", "step");
        Section domain = root.Within("domain");
        double[] spacing = DomainSize.Spacing(domain);
        int[] size = [.. DomainSize.Of(domain)!];
        Grid grid = new(size[0], size[1], size[2], spacing[0], spacing[1], spacing[2]);
        FieldDefinition[] fields = Fields(root, EventBuilder.Founders(root), grid.Spacing);
        long steps = WholeSteps.In(root.In("h", "duration"), stepHours)!.Value;
        Model patient = new()
        {
            Name = root.Word("name")!,
            Seed = (ulong)root.Whole("seed")!,
            Grid = grid,
            StepHours = stepHours,
            Steps = steps,
            Fields = fields,
            Founders = [.. root.Within("tumour").Named("founders").Select(Founder)],
            Seeding = new Seeding((long)root.Within("tumour").Whole("cells")!),
            Vessels = Vessels(root),
            Matrix = Matrix(root),
            TumourCell = TumourCellBuilder.Build(root.Within("tumour_cell"), stepHours),
            FullEffects = TumourCellBuilder.FullEffects(root.Within("tumour_cell")),
            Mutation = TumourCellBuilder.Mutation(root.Within("tumour_cell").Within("mutation")),
            ShovingSubsteps = Pushes(root),
            Compaction = MovementBuilder.Compaction(root.Within("tumour_cell")),
            Migration = MovementBuilder.Migration(root.Within("tumour_cell")),
            Host = HostBuilder.Build(root, stepHours),
            WoundHealing = Rate.Relaxing(root.In("h", "wound_healing")),
            Treatments = TreatmentBuilder.All(root, stepHours, steps),
            Drugs = [.. fields.Select(f => f.Vessels.Drug).OfType<string>().Concat(Treated(root)).Distinct()],
            Pharmacology = [.. DrugBuilder.All(root).Select(d => DrugBuilder.Build(d.Name, d.Drug))],
            Circulation = CirculationBuilder.Blood(root, stepHours),
            Imaging = ProtocolBuilder.Imaging(root, stepHours),
            Protocols = ProtocolBuilder.All(root, stepHours),
            ToxicityLimit = root.Within("toxicity")["limit"]?.Content is Quantity limit ? limit.In("") : null,
        };
        return patient with { Sites = CirculationBuilder.Sites(root, patient) };
    }

    /// <summary>The patient's model with the vessels of a site, and what else the site says of its tissue.</summary>
    public static Model WithTissueOf(Section site, Model patient)
    {
        Section cell = site.Within("tumour_cell");
        bool hasLaws = site["tumour_cell"] is not null;
        return patient with
        {
            Vessels = Vessels(site),
            Fields = site["fields"] is null ? patient.Fields : Fields(site, [.. patient.Founders.Select(founder => founder.Name)], patient.Grid.Spacing),
            Matrix = site["matrix"] is null ? patient.Matrix : Matrix(site),
            TumourCell = hasLaws ? TumourCellBuilder.Build(cell, patient.StepHours) : patient.TumourCell,
            FullEffects = hasLaws ? TumourCellBuilder.FullEffects(cell) : patient.FullEffects,
            Mutation = hasLaws ? TumourCellBuilder.Mutation(cell.Within("mutation")) : patient.Mutation,
            ShovingSubsteps = hasLaws ? Pushes(site) : patient.ShovingSubsteps,
            Compaction = hasLaws ? MovementBuilder.Compaction(cell) : patient.Compaction,
            Migration = hasLaws ? MovementBuilder.Migration(cell) : patient.Migration,
            Host = site["host"] is null ? patient.Host : HostBuilder.Build(site, patient.StepHours),
        };
    }

    private static FieldDefinition[] Fields(Section tissue, List<string> founders, double spacing)
        => [.. FieldBuilder.Simulated(tissue).Select(f => FieldBuilder.Build(f.Name, f.Field, founders, spacing))];

    private static int Pushes(Section tissue) => (int)tissue.Within("tumour_cell").Within("division").Whole("pushes_per_step")!;

    private static IEnumerable<string> Treated(Section root)
        => root.Items("treatments").Select(t => (Section)t.Content)
            .Where(t => t["drug"] is not null)
            .Concat(ProtocolBuilder.Sections(root).SelectMany(ProtocolKeys.NextCourses))
            .Select(course => course.Word("drug"))
            .OfType<string>();

    private static Vasculature Vessels(Section root)
    {
        Section vessels = root.Within("vessels");
        return root.Has("vessels")
            ? new Vasculature(vessels.In("um", "spacing"), (float)vessels.Number("perfusion"))
            {
                Spread = vessels.Number("spread"),
                Sprouting = vessels.Has("sprouting") ? Sprouting(vessels.Within("sprouting")) : default,
                Collapse = vessels.In("/d", "collapse") == 0 ? default : new VesselCollapse(
                    Rate.PerDayOf(vessels.In("/d", "collapse")), (float)vessels.In("voxels", "collapse_depth")),
            }
            : default;
    }

    private static ExtracellularMatrix? Matrix(Section tissue)
    {
        if (!tissue.Has("matrix"))
            return null;
        Section matrix = tissue.Within("matrix");
        Section shell = matrix.Within("shell");
        return new ExtracellularMatrix
        {
            Density = (float)matrix.Number("density"),
            OpenRadius = matrix["open_radius"]?.Content is Quantity radius ? radius.In("um") : 0,
            Closures = matrix.Items("closed").Select(block => Block((Section)block.Content)).ToArray(),
            Turnover = matrix.Has("turnover") ? Turnover(matrix.Within("turnover")) : null,
            TurnoverHours = matrix.Has("turnover") ? matrix.Within("turnover").In("h", "every") : 3,
            Shell = matrix.Has("shell")
                ? new DesmoplasticShell(shell.In("um", "thickness"), (float)shell.Number("density"))
                : default,
        };
    }

    private static Block Block(Section block)
    {
        (double, double) Along(string axis) => block.Items(axis) is [{ Content: Quantity first }, { Content: Quantity last }]
            ? (first.In("um"), last.In("um")) : (0, double.PositiveInfinity);
        return new Block(Along("x"), Along("y"), Along("z"));
    }

    private static VesselSprouting Sprouting(Section sprouting) => new(
        Rate.PerDayOf(sprouting.In("/d", "elongation")), Rate.PerDayOf(sprouting.In("/d", "initiation")),
        new Hill((float)sprouting.In("nM", "vegf_half"), 1f));

    private static MatrixTurnover Turnover(Section turnover) => new(
        Rate.PerDayOf(turnover.In("/d", "proteolysis")), (float)turnover.Number("timp_half"),
        Rate.PerDayOf(turnover.In("/d", "contact")), Rate.PerDayOf(turnover.In("/d", "deposition")));

    private static Founder Founder(NamedValue named)
    {
        Section founder = (Section)named.Value.Content;
        return new Founder(named.Name, Genotypes.Listed(founder.Items("genotype")), founder.Number("fraction"))
        {
            Fra1Knockdown = founder["fra1_knockdown"]?.Content is true,
            Emt = founder.Number("emt"),
            Senescent = founder.Number("senescent"),
        };
    }
}
