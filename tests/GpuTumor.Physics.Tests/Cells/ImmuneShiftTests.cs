using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Cells that chemotherapy kills call suppressor cells, unless CCR2 is blocked; and T cells die of it, too.</summary>
public sealed class ImmuneShiftTests(ITestOutputHelper output)
{
    private const int Days = 7;
    private const int StepsPerDay = 12;

    private static readonly DrugCourse _infusion = new("chemo_a", 4f, 0, 3 * StepsPerDay);

    // Counts at the end of each day, the first at the start: untreated, under three days of chemotherapy, and with a block of CCR2 beside it.
    private static readonly Lazy<Census[][]> _arms = new(() =>
        [Daily(), Daily(_infusion), Daily(_infusion, new DrugCourse("ccr2_inhibitor", 1f, 0, long.MaxValue))]);

    [Fact]
    public void SuppressorCellsPeakThreeToSevenDaysAfterChemotherapyUnlessTheirReceptorIsBlocked()
    {
        (double[] untreated, double[] treated, double[] blocked) = Of(census => (double)census.Host.Mdsc / census.Living);
        long[] counts = [.. _arms.Value[1].Select(census => census.Host.Mdsc)];
        output.WriteLine($"MDSC under chemotherapy: {string.Join(", ", counts)}");
        output.WriteLine($"per tumour cell: {Text(untreated)}; chemotherapy {Text(treated)}; and CCR2 inhibitor {Text(blocked)}");
        Assert.InRange(Array.IndexOf(counts, counts.Max()), 3, 7);
        for (int day = 3; day <= 7; day++)
        {
            Assert.True(treated[day] >= 2 * untreated[day], $"day {day}");
            // At least half of the shift is undone.
            Assert.True(treated[day] - blocked[day] >= 0.5 * (treated[day] - untreated[day]), $"day {day}");
        }
    }

    /// <summary>The hot index, log2(T per 1000 tumour cells · (1 − exhaustion)/(1 + MDSC/T)/10), of the whole tumour.</summary>
    [Fact]
    public void ATumourGoesColdUnderChemotherapyAndLessSoIfTheReceptorIsBlocked()
    {
        (double[] untreated, double[] treated, double[] blocked) = Of(Hot);
        output.WriteLine($"heat: {Text(untreated)}; chemotherapy {Text(treated)}; and CCR2 inhibitor {Text(blocked)}");
        output.WriteLine($"T cells: {string.Join("; ", _arms.Value.Select(arm => string.Join(" ", arm.Select(census => census.Host.TCells))))}");
        output.WriteLine($"tumour cells: {string.Join("; ", _arms.Value.Select(arm => string.Join(" ", arm.Select(census => census.Living))))}");
        for (int day = 1; day <= 3; day++)
        {
            Assert.True(treated[day] <= 0.7 * untreated[day], $"day {day}");
            // At least half of the fall is undone.
            Assert.True(blocked[day] - treated[day] >= 0.5 * (untreated[day] - treated[day]), $"day {day}");
        }
    }

    // Two to the power of the index.
    private static double Hot(Census census)
        => census.Host.TCells == 0 ? 0
            : 1000.0 * census.Host.TCells / census.Living * (1 - census.Host.MeanExhaustion) / (1 + ((double)census.Host.Mdsc / census.Host.TCells)) / 10;

    private static (double[] Untreated, double[] Treated, double[] Blocked) Of(Func<Census, double> measure)
        => ([.. _arms.Value[0].Select(measure)], [.. _arms.Value[1].Select(measure)], [.. _arms.Value[2].Select(measure)]);

    private static string Text(double[] ratios) => string.Join(" ", ratios.Select(ratio => ratio.ToString("0.000", null)));

    private static Census[] Daily(params ITreatment[] treatments)
    {
        Model model = Called() with { Treatments = treatments };
        using Patient patient = new(model, new CpuBackend(1, LaneWidths.Best));
        Counting counting = new();
        Simulation.Run(model, patient, [counting], CancellationToken.None);
        return [.. counting.Seen];
    }

    private sealed class Counting : IObserver
    {
        public List<Census> Seen { get; } = [];

        public Schedule When { get; } = Schedule.EverySteps(StepsPerDay);

        public bool Observe(Patient patient, Clock clock)
        {
            if (clock.Step % StepsPerDay == 0)
                Seen.Add(patient.Primary.TakeCensus());
            return false;
        }
    }

    private static Model Called()
    {
        float molecule = (float)Secretion.NanomolarPerMolecule(20);
        VesselExchange washedOut = new(Rate.PerSecondOf(1e-3), null, 0f);
        return new Model
        {
            Name = "shift",
            Seed = 2,
            Grid = new Grid(26, 26, 26, 20),
            StepHours = 24.0 / StepsPerDay,
            Steps = Days * StepsPerDay,
            // Twofold differences of counts are asked for: fields need not be known better than by a third in time.
            Fields = [.. Fields(molecule, washedOut).Select(field => field with { Tolerance = 0.3 })],
            Founders = [new Founder("one", Genotype.None, 1)],
            Seeding = new Seeding(3000),
            Vessels = new Vasculature(100, 1f),
            TumourCell = TumourCell.Default(24.0 / StepsPerDay),
            Host = new HostTissue { TCells = TCellLaws.Default(24.0 / StepsPerDay), Myeloid = MyeloidLaws.Default },
            Drugs = ["chemo_a", "ccr2_inhibitor"],
            Pharmacology =
            [
                new Drug
                {
                    Name = "ccr2_inhibitor", Disposition = Disposition.OfHalfLives([8], [1]), Rise = 1, UsualLevel = 1,
                    Action = DrugAction.Ccr2Inhibition,
                },
            ],
        };
    }

    private static FieldDefinition[] Fields(float molecule, VesselExchange washedOut) =>
    [
        new FieldDefinition
        {
            Name = "chemo_a", Unit = "umol/L", Role = FieldRole.ChemoA, Diffusivity = 100, CellUptake = Rate.PerSecondOf(0.04),
            Vessels = new VesselExchange(Rate.PerSecondOf(0.05), "chemo_a", 0f),
        },
        new FieldDefinition
        {
            Name = "ccl2", Unit = "nmol/L", Role = FieldRole.Ccl2, Diffusivity = 80, Decay = Rate.PerSecondOf(3e-4), Vessels = washedOut,
            Secretion = new Secretion(0f, 0f) { Apoptotic = 20 * molecule, Senescent = 3 * molecule },
            HostSecretion = new HostSecretion(0f, 2 * molecule, 0f, 0f),
        },
        new FieldDefinition
        {
            Name = "damp", Unit = "1", Role = FieldRole.Damp, Diffusivity = 30, Decay = Rate.PerSecondOf(1e-4), Vessels = washedOut,
            Secretion = new Secretion(0f, 0f) { Apoptotic = 2.3e-5f },
        },
        new FieldDefinition
        {
            Name = "suppressor", Unit = "nmol/L", Role = FieldRole.Suppressor, Diffusivity = 25, Decay = Rate.PerSecondOf(1e-3),
            Vessels = washedOut, HostSecretion = new HostSecretion(0f, 10 * molecule, 0f, 0f),
        },
        new FieldDefinition
        {
            Name = "ifng", Unit = "nmol/L", Role = FieldRole.Ifng, Diffusivity = 60, Decay = Rate.PerSecondOf(3e-4),
            Vessels = washedOut, HostSecretion = new HostSecretion(100 * molecule, 0f, 0f, 0f),
        },
    ];
}
