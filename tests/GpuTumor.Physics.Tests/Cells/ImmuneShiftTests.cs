using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Cells that chemotherapy kills call suppressor cells, unless CCR2 is blocked.</summary>
public sealed class ImmuneShiftTests(ITestOutputHelper output)
{
    private const int Days = 7;
    private const int StepsPerDay = 12;

    [Fact]
    public void SuppressorCellsPeakThreeToSevenDaysAfterChemotherapyUnlessTheirReceptorIsBlocked()
    {
        DrugCourse infusion = new("chemo_a", 4f, 0, 3 * StepsPerDay);
        (double[] untreated, _) = Daily();
        (double[] treated, long[] counts) = Daily(infusion);
        (double[] blocked, _) = Daily(infusion, new DrugCourse("ccr2_inhibitor", 1f, 0, long.MaxValue));
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

    private static string Text(double[] ratios) => string.Join(" ", ratios.Select(ratio => ratio.ToString("0.000", null)));

    // MDSC for each living tumour cell, and MDSC, at the end of each day; first at the start.
    private static (double[] PerCell, long[] Counts) Daily(params ITreatment[] treatments)
    {
        Model model = Called() with { Treatments = treatments };
        using Patient patient = new(model, new CpuBackend(1, LaneWidths.Best));
        Counting counting = new();
        Simulation.Run(model, patient, [counting], CancellationToken.None);
        return ([.. counting.Seen.Select(census => (double)census.Host.Mdsc / census.Living)], [.. counting.Seen.Select(census => census.Host.Mdsc)]);
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
            Fields =
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
            ],
            Founders = [new Founder("one", Genotype.None, 1)],
            Seeding = new Seeding(3000),
            Vessels = new Vasculature(100, 1f),
            TumourCell = TumourCell.Default(24.0 / StepsPerDay),
            Host = new HostTissue { Myeloid = MyeloidLaws.Default },
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
}
