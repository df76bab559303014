using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>A whole tissue on a device is the processor's, cell for cell and bit for bit.</summary>
[Collection(nameof(OnDevices))]
public class TissuesOnDevice
{
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void CellsWithoutFieldsAreTheSame(string backend) => Compare(OpenBackends.Shared.Of(backend), Treated([]), 30);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ATreatedTumourIsTheSame(string backend) => Compare(OpenBackends.Shared.Of(backend), Treated(Fields), 30);

    /// <summary>Fields of every reader are parked, an odd number of voxels each.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ATumourWhoseFieldsAreParkedIsTheSame(string backend)
    {
        Model model = Treated([.. Fields.Append(Secreted("ecm", FieldRole.Ecm) with { Initial = 0.4f }).Select(field => field with { Parked = Parking.Half })]);
        Compare(
            OpenBackends.Shared.Of(backend),
            model with { Grid = new Grid(41, 37, 35, 20), Migration = Migration.Default, Host = HostTissue.Default(0.5) }, 16);
    }

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ACompactingTumourIsTheSame(string backend)
        => Compare(OpenBackends.Shared.Of(backend), Treated([]) with { Compaction = new Compaction(Rate.Relaxing(2), 4) }, 30);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void MigratingCellsAreTheSame(string backend) => Compare(
        OpenBackends.Shared.Of(backend),
        Treated(Fields) with
        {
            Founders =
            [
                new Founder("sensitive", Genotype.None, 0.4) { Emt = 0.9 },
                new Founder("together", Genotype.None, 0.5) { Emt = 0.5, Senescent = 0.2 },
                new Founder("resistant", Genotype.Target, 0.1),
            ],
            Compaction = Compaction.Default,
            Migration = Migration.Default,
        },
        20);

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void HostCellsAreTheSame(string backend) => Compare(
        OpenBackends.Shared.Of(backend),
        Treated(
        [
            .. Fields,
            new()
            {
                Name = "ifng", Unit = "nmol/L", Role = FieldRole.Ifng, Diffusivity = 60, Decay = Rate.PerSecondOf(3e-4),
                HostSecretion = new HostSecretion(2e-2f, 0f, 0f, 0f),
            },
            new()
            {
                Name = "ccl2", Unit = "nmol/L", Role = FieldRole.Ccl2, Diffusivity = 80, Decay = Rate.PerSecondOf(3e-4),
                Secretion = new Secretion(1e-3f, 0f), HostSecretion = new HostSecretion(0f, 1e-4f, 0f, 0f), WoundSecretion = 1e-3f,
            },
            new()
            {
                Name = "chemo_b", Unit = "umol/L", Role = FieldRole.ChemoB, Diffusivity = 80, Vessels = new VesselExchange(Rate.PerSecondOf(0.05), "drug", 0f),
            },
        ]) with
        {
            Vessels = new Vasculature(80, 1f),
            Treatments = [new DrugCourse("drug", 1f, 10, long.MaxValue), new Wounding(5, new Ball(400, 360, 300, 120))],
            Host = HostTissue.Default(0.5) with { TCells = TCellLaws.Default(0.5) with { EntryBasal = 2f } },
        },
        20,
        ("chemo_b_inside", 1));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void CollapsingVesselsAreTheSame(string backend) => Compare(
        OpenBackends.Shared.Of(backend),
        Treated(Fields) with
        {
            Vessels = new Vasculature(100, 0.5f) { Spread = 0.7, Collapse = new VesselCollapse(Rate.PerDayOf(1), 3f) },
        },
        30);

    /// <summary>Fields bear on all cells and on some, in every way there is.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void CellsOnWhichDeclaredFieldsBearAreTheSame(string backend)
    {
        FieldCoupling law = new(new Hill(0.5f, 2f), 0.4f);
        CellGroup[] groups = [default, CellGroup.Carrying(Genotype.Target), CellGroup.Of(0), CellGroup.Lacking(Genotype.Bypass).And(CellGroup.In(CellMode.Persister))];
        FieldDefinition declared = new()
        {
            Name = "declared",
            Unit = "1",
            Diffusivity = 100,
            Initial = 0.3f,
            Secretion = new Secretion(1e-4f, 0f) { By = CellGroup.Of(1) },
            CellUptake = Rate.PerSecondOf(1e-4),
            SaturableUptake = new SaturableUptake(1e-5f, 0.5f),
            TakenUpBy = CellGroup.Lacking(Genotype.Target),
            Couplings =
            [
                .. groups.SelectMany(whose => Enum.GetValues<CoupledProcess>().Select(process =>
                    new Coupling(process, law with { Full = process == CoupledProcess.Death ? 0.02f : law.Full }) { Whose = whose })),
                new Coupling(CoupledProcess.Secretion, law, "hgf") { Whose = CellGroup.Of(1) },
            ],
        };
        Compare(
            OpenBackends.Shared.Of(backend),
            Treated([.. Fields, declared]) with
            {
                Founders = [new Founder("sensitive", Genotype.None, 0.5) { Emt = 0.9 }, new Founder("resistant", Genotype.Target, 0.5) { Emt = 0.7 }],
                Migration = Migration.Default,
            },
            20);
    }

    /// <summary>The matrix hinders the fields, is dissolved and laid down, and guides cells; vessels sprout towards VEGF.</summary>
    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void AnInvadedMatrixAndSproutingVesselsAreTheSame(string backend) => Compare(
        OpenBackends.Shared.Of(backend),
        Treated(
        [
            .. Fields.Select(field => field with { Hindrance = 1f }),
            Secreted("vegf", FieldRole.Vegf),
            Secreted("mmp", FieldRole.Mmp),
            Secreted("timp3", FieldRole.Timp3),
        ]) with
        {
            Founders = [new Founder("sensitive", Genotype.None, 0.9) { Emt = 0.9 }, new Founder("resistant", Genotype.Target, 0.1)],
            Migration = Migration.Default,
            Matrix = new ExtracellularMatrix
            {
                Density = 0.3f,
                Shell = new DesmoplasticShell(80, 0.8f),
                TurnoverHours = 1,
                Turnover = MatrixTurnover.Default with { Proteolysis = Rate.PerDayOf(20), Deposition = Rate.PerDayOf(2) },
            },
            Vessels = new Vasculature(200, 1f)
            {
                Collapse = new VesselCollapse(Rate.PerDayOf(1), 3f),
                Sprouting = VesselSprouting.Default with { Elongation = Rate.PerDayOf(40), Initiation = Rate.PerDayOf(1), Vegf = new Hill(0.05f, 1f) },
            },
            Host = HostTissue.Default(0.5),
        },
        16,
        ("matrix", -1), ("perfusion", 1));

    [Theory]
    [OnGpu("cuda")]
    [OnGpu("opencl")]
    public void ATissueLargerThanTheDeviceIsRefusedWithTheNumbers(string backend)
    {
        // 2³¹ voxels of 60 bytes and more.
        Model model = Treated(Fields) with { Grid = new Grid(1290, 1290, 1290, 20) };
        DeviceException refusal = Assert.Throws<DeviceException>(() => OpenBackends.Shared.Of(backend).Create(model));

        Assert.Matches($@"needs \d+\.\d GB, and {backend} has [\d.]+ [MG]B free; make the box", refusal.Message);
    }

    private static IReadOnlyList<FieldDefinition> Fields =>
    [
        new()
        {
            Name = "oxygen", Unit = "mmHg", Role = FieldRole.Oxygen, Diffusivity = 2000, Initial = 40f,
            Vessels = new VesselExchange(Rate.PerSecondOf(1000), null, 60f), SaturableUptake = new SaturableUptake(3f, 1f),
            Boundaries = Boundaries.All(FaceCondition.Held(40f)),
        },
        new()
        {
            Name = "drug", Unit = "1", Role = FieldRole.TargetedDrug, Diffusivity = 200,
            Vessels = new VesselExchange(Rate.PerSecondOf(0.05), "drug", 0f), CellUptake = Rate.PerSecondOf(2e-3),
        },
        new()
        {
            Name = "hgf", Unit = "nmol/L", Role = FieldRole.Hgf, Diffusivity = 20, Decay = Rate.PerSecondOf(5e-4),
            Secretion = new Secretion(2e-5f, 1e-3f),
        },
    ];

    private static FieldDefinition Secreted(string name, FieldRole role) => new()
    {
        Name = name,
        Unit = "nmol/L",
        Role = role,
        Diffusivity = 40,
        Decay = Rate.PerSecondOf(3e-4),
        Secretion = new Secretion(5e-4f, 0f),
        Hindrance = 2f,
    };

    private static Model Treated(IReadOnlyList<FieldDefinition> fields) => new()
    {
        Name = "treated",
        Seed = 11,
        Grid = new Grid(40, 36, 34, 20),
        StepHours = 0.5,
        Steps = 100,
        Fields = fields,
        Founders = [new Founder("sensitive", Genotype.None, 0.9), new Founder("resistant", Genotype.Target, 0.1)],
        Seeding = new Seeding(3000),
        Vessels = new Vasculature(300, 1f),
        TumourCell = Hasty(),
        Drugs = ["drug"],
        Treatments = [new DrugCourse("drug", 1f, 10, long.MaxValue)],
    };

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

    /// <summary>Compares a tissue step by step.</summary>
    /// <param name="backend">The device.</param>
    /// <param name="model">The tissue.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="changes">Of quantities, whether they must have fallen or grown somewhere: −1 or 1.</param>
    private static void Compare(IBackend backend, Model model, int steps, params (string Quantity, int Sign)[] changes)
    {
        using Patient expected = new(model, new CpuBackend(1, LaneWidths.Best));
        using Patient actual = new(model, backend);
        Assert.Equal(expected.Primary.StateHash(), actual.Primary.StateHash());

        int[] changing = [.. changes.Select(change => expected.Primary.Quantities.ToList().FindIndex(q => q.Name == change.Quantity))];
        byte[][] before = [.. changing.Select(quantity => Planes(expected, model, quantity))];
        Clock clock = new(0, model.StepHours);
        long mostExcess = 0;
        for (int step = 0; step < steps; step++)
        {
            foreach (ITreatment treatment in model.Treatments.Where(treatment => treatment.When.IsDue(clock.Step)))
            {
                treatment.Apply(expected, clock);
                treatment.Apply(actual, clock);
            }

            expected.Advance(clock, 1, CancellationToken.None);
            clock = actual.Advance(clock, 1, CancellationToken.None);
            Assert.True(
                expected.Primary.StateHash() == actual.Primary.StateHash(), $"step {clock.Step}: {FirstDifference(expected, actual, model)}");
            mostExcess = Math.Max(mostExcess, expected.Primary.TakeCensus().Excess);
        }

        Census census = expected.Primary.TakeCensus();
        AssertEqual(census, actual.Primary.TakeCensus());
        // Or nothing was compared.
        Assert.True(census.Divisions > 500 && census.Deaths > 100 && mostExcess > 10, $"{census}, {mostExcess} waited");
        for (int i = 0; i < changes.Length; i++)
            Assert.Contains(before[i].Zip(Planes(expected, model, changing[i])), pair => Math.Sign(pair.Second - pair.First) == changes[i].Sign);
        for (int field = 0; field < model.Fields.Count; field++)
        {
            FieldSummary summary = expected.Primary.Summarise(field);
            FieldSummary found = actual.Primary.Summarise(field);
            Assert.Equal((summary.Minimum, summary.Maximum, summary.Balance), (found.Minimum, found.Maximum, found.Balance));
            // Sums in another order: double precision over 5·10⁴ voxels.
            Assert.Equal(summary.Mean, found.Mean, 1e-12 * summary.Maximum);
            Assert.Equal(summary.MeanAtCells, found.MeanAtCells, 1e-12 * summary.Maximum);
            Assert.Equal(-1, actual.Primary.FindNonFinite(field));
        }

        for (int quantity = 0; quantity < expected.Primary.Quantities.Count; quantity++)
            Assert.True(Planes(expected, model, quantity).SequenceEqual(Planes(actual, model, quantity)));
    }

    private static void AssertEqual(Census expected, Census actual)
    {
        Assert.Equal(expected.LivingByFounder, actual.LivingByFounder);
        Assert.Equal(
            (expected.Apoptotic, expected.Necrotic, expected.Excess, expected.Divisions, expected.Deaths, expected.MeanSignals),
            (actual.Apoptotic, actual.Necrotic, actual.Excess, actual.Divisions, actual.Deaths, actual.MeanSignals));
    }

    private static string FirstDifference(Patient expected, Patient actual, Model model)
    {
        for (int quantity = 0; quantity < expected.Primary.Quantities.Count; quantity++)
        {
            byte[] wanted = Planes(expected, model, quantity);
            byte[] found = Planes(actual, model, quantity);
            int size = expected.Primary.Quantities[quantity].ElementSize;
            int common = wanted.AsSpan().CommonPrefixLength(found);
            if (common < wanted.Length)
            {
                int different = wanted.Zip(found).Count(pair => pair.First != pair.Second);
                return $"{expected.Primary.Quantities[quantity].Name} first differs at voxel {common / size}, in {different} bytes";
            }
        }

        return "only in what is not read out";
    }

    // Planes 3 to the last: reading starts inside.
    private static byte[] Planes(Patient patient, Model model, int quantity)
    {
        const int First = 3;
        byte[] bytes = new byte[(model.Grid.Nz - First) * model.Grid.PlaneVoxels * patient.Primary.Quantities[quantity].ElementSize];
        patient.Primary.Read(quantity, First, bytes);
        return bytes;
    }
}
