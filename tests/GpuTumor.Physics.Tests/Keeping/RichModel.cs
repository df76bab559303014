using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Keeping;

/// <summary>
/// A small tumour in which everything happens at once. Whoever adds a process or a kind of state switches it on here: what is not
/// carried into a checkpoint then shows as a resumed run that takes another way.
/// </summary>
internal static class RichModel
{
    public static Model Of(long steps) => new()
    {
        Name = "rich",
        Seed = 17,
        Grid = new Grid(30, 28, 26, 20),
        StepHours = 0.5,
        Steps = steps,
        Fields = Fields,
        Founders = [new Founder("sensitive", Genotype.None, 0.9), new Founder("resistant", Genotype.Target, 0.1)],
        Seeding = new Seeding(1500),
        Vessels = new Vasculature(150, 0.8f) { Spread = 0.3, Collapse = new VesselCollapse(Rate.Relaxing(4), 1f), Sprouting = Eager() },
        Matrix = new ExtracellularMatrix { Density = 0.4f, Turnover = MatrixTurnover.Default, TurnoverHours = 1.5 },
        TumourCell = Hasty(),
        Compaction = new Compaction(Rate.Relaxing(2), 4),
        Migration = Migration.Default,
        Host = HostTissue.Default(0.5) with { TCells = TCellLaws.Default(0.5) with { EntryBasal = 4f } },
        Drugs = ["drug", .. Inhibitors.Select(inhibitor => inhibitor.Name)],
        Pharmacology = [.. Inhibitors],
        Treatments =
        [
            new DrugCourse("drug", 1f, 4, 18), new Wounding(6, new Ball(300, 280, 260, 100)),
            .. Inhibitors.Select((inhibitor, i) => new DrugCourse(inhibitor.Name, 0.1f, 2 + (3 * i), long.MaxValue)),
        ],
    };

    // What acts on tumour cells by its level in blood.
    private static IEnumerable<Drug> Inhibitors => ((DrugAction[])
    [
        DrugAction.MetInhibition, DrugAction.Igf1ReceptorInhibition, DrugAction.AutophagyInhibition, DrugAction.PgpInhibition,
        DrugAction.EpigeneticReset, DrugAction.Senolysis,
    ]).Select(action => new Drug
    {
        Name = $"{action}",
        Disposition = Disposition.OfHalfLives([12], [1]),
        Rise = 1,
        UsualLevel = 1,
        Action = action,
    });

    // One field for each solver; the last bears on all that a field can bear on.
    private static IReadOnlyList<FieldDefinition> Fields =>
    [
        new()
        {
            Name = "oxygen", Unit = "mmHg", Role = FieldRole.Oxygen, Diffusivity = 2000, Initial = 40f,
            Vessels = new VesselExchange(Rate.PerSecondOf(1000), null, 60f), SaturableUptake = new SaturableUptake(3f, 1f),
            Boundaries = Boundaries.All(FaceCondition.Held(40f)), Solver = FieldSolver.QuasiSteady,
        },
        new()
        {
            Name = "drug", Unit = "1", Role = FieldRole.TargetedDrug, Diffusivity = 200,
            Vessels = new VesselExchange(Rate.PerSecondOf(0.05), "drug", 0f), CellUptake = Rate.PerSecondOf(2e-3),
            TakenUpBy = CellGroup.Lacking(Genotype.Target), Solver = FieldSolver.BackwardEuler,
        },
        new()
        {
            Name = "hgf", Unit = "nmol/L", Role = FieldRole.Hgf, Diffusivity = 20, Decay = Rate.PerSecondOf(5e-4),
            Secretion = new Secretion(2e-5f, 1e-3f), WoundSecretion = 1e-3f, Solver = FieldSolver.Chebyshev,
        },
        new()
        {
            Name = "igf1", Unit = "nmol/L", Role = FieldRole.Igf1, Diffusivity = 1, Decay = Rate.PerSecondOf(5e-4),
            Secretion = new Secretion(2e-5f, 1e-3f), Solver = FieldSolver.ForwardEuler,
            Couplings =
            [
                new Coupling(CoupledProcess.Division, new FieldCoupling(new Hill(0.5f, 2f), 0.5f)),
                new Coupling(CoupledProcess.Death, new FieldCoupling(new Hill(0.5f, 1.5f), 0.02f)),
                new Coupling(CoupledProcess.Migration, new FieldCoupling(new Hill(0.5f, 1f), 0.3f)),
                new Coupling(CoupledProcess.Secretion, new FieldCoupling(new Hill(0.5f, 1f), 3f), "hgf"),
                new Coupling(CoupledProcess.Division, new FieldCoupling(new Hill(0.2f, 2f), 1.5f)) { Whose = CellGroup.Carrying(Genotype.Target) },
                new Coupling(CoupledProcess.Division, new FieldCoupling(new Hill(0.1f, 1f), 0.7f)) { Whose = CellGroup.Of(0) },
                new Coupling(CoupledProcess.Death, new FieldCoupling(new Hill(0.1f, 1f), 0.05f)) { Whose = CellGroup.Lacking(Genotype.Target) },
                new Coupling(CoupledProcess.Migration, new FieldCoupling(new Hill(0.1f, 1f), 3f)) { Whose = CellGroup.Of(1) },
                new Coupling(CoupledProcess.Secretion, new FieldCoupling(new Hill(0.1f, 1f), 2f), "hgf") { Whose = CellGroup.Of(1) },
                new Coupling(CoupledProcess.Secretion, new FieldCoupling(new Hill(0.1f, 1f), 2f), "vegf") { Whose = CellGroup.In(CellMode.Persister) },
                new Coupling(CoupledProcess.Death, new FieldCoupling(new Hill(0.01f, 1f), 0.1f)) { Cells = CoupledCells.TCell },
                new Coupling(CoupledProcess.Migration, new FieldCoupling(new Hill(0.01f, 1f), 0.5f)) { Cells = CoupledCells.TCell },
                new Coupling(CoupledProcess.Secretion, new FieldCoupling(new Hill(0.01f, 1f), 2f)) { Cells = CoupledCells.TCell },
            ],
            HostSecretion = new HostSecretion(1e-3f, 1e-3f, 0f, 0f), HostUptake = new HostUptake(1e-3f, 2e-3f, 3e-3f, 0f),
        },
        new()
        {
            Name = "vegf", Unit = "nmol/L", Role = FieldRole.Vegf, Diffusivity = 40, Decay = Rate.PerSecondOf(3e-4),
            Secretion = new Secretion(1e-3f, 0f), Hindrance = 1f, Solver = FieldSolver.FirstOrderLegendre,
        },
        new()
        {
            Name = "mmp", Unit = "nmol/L", Role = FieldRole.Mmp, Diffusivity = 40, Decay = Rate.PerSecondOf(3e-4),
            Secretion = new Secretion(1e-3f, 0f) { By = CellGroup.Of(1) }, Solver = FieldSolver.Chebyshev,
        },
    ];

    // Vessels that sprout within the few steps of a test.
    private static VesselSprouting Eager()
        => VesselSprouting.Default with { Elongation = Rate.PerDayOf(40), Initiation = Rate.PerDayOf(1), Vegf = new Hill(0.05f, 1f) };

    // Cells that divide and die within the few steps of a test.
    private static TumourCell Hasty()
    {
        TumourCell laws = TumourCell.Default(0.5);
        return laws with
        {
            Division = laws.Division with { Fastest = Rate.Doubling(3), PushDistance = 4f },
            Apoptosis = laws.Apoptosis with { Background = Rate.PerDayOf(0.2), Targeted = Rate.PerDayOf(2) },
            Necrosis = new Necrosis(Rate.PerDayOf(1), 10f, 30f),
            Clearance = new Clearance(4, 8),
        };
    }
}
