using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>A whole tissue: fields and cells together.</summary>
public sealed class TissueTests
{
    private static readonly double _nanomolarPerMolecule = Secretion.NanomolarPerMolecule(20);

    // A small melanoma with a tenth of resistant cells, all the fields of the secretome, under the drug from the start.
    private static Model Melanoma(int size, long cells, long steps, double secretome = 1, ulong seed = 3) => new()
    {
        Name = "melanoma",
        Seed = seed,
        Grid = new Grid(size, size, size, 20),
        StepHours = 0.5,
        Steps = steps,
        Fields =
        [
            new FieldDefinition
            {
                Name = "oxygen",
                Unit = "mmHg",
                Role = FieldRole.Oxygen,
                Diffusivity = 2000,
                Initial = 40,
                SaturableUptake = new SaturableUptake(20, 1),
                Vessels = new VesselExchange(Rate.PerSecondOf(1000), null, 50),
                Solver = FieldSolver.QuasiSteady,
            },
            new FieldDefinition
            {
                Name = "targeted_drug",
                Unit = "1",
                Role = FieldRole.TargetedDrug,
                Diffusivity = 200,
                CellUptake = Rate.PerSecondOf(2e-3),
                Vessels = new VesselExchange(Rate.PerSecondOf(0.05), "targeted_drug", 0),
            },
            Factor("hgf", FieldRole.Hgf, 20, 5e-4, 5),
            Factor("igf1", FieldRole.Igf1, 60, 5e-4, 15),
        ],
        Founders = [new Founder("sensitive", Genotype.None, 0.9), new Founder("resistant", Genotype.Target, 0.1)],
        Seeding = new Seeding(cells),
        Vessels = new Vasculature(100, 1),
        TumourCell = WithSecretome(secretome),
        Drugs = ["targeted_drug"],
        Treatments = [new DrugCourse("targeted_drug", 1, 0, long.MaxValue)],
    };

    private static TumourCell WithSecretome(double strength)
    {
        TumourCell laws = TumourCell.Default(0.5);
        return laws with { Secretome = laws.Secretome with { Gain = (float)(strength * laws.Secretome.Gain) } };
    }

    private static FieldDefinition Factor(string name, FieldRole role, double diffusivity, double decay, double molecules) => new()
    {
        Name = name,
        Unit = "nmol/L",
        Role = role,
        Diffusivity = diffusivity,
        Decay = Rate.PerSecondOf(decay),
        Secretion = new Secretion((float)(0.02 * molecules * _nanomolarPerMolecule), (float)(molecules * _nanomolarPerMolecule)),
        Vessels = new VesselExchange(Rate.PerSecondOf(1e-3), null, 0),
    };

    private static Patient Run(Model model, int threads, LaneWidth lanes)
    {
        Patient patient = new(model, new CpuBackend(threads, lanes));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient;
    }

    [Fact]
    public void TheStateIsTheSameForAnyThreadsAndLanes()
    {
        Model model = Melanoma(28, 1500, 24);
        using Patient reference = Run(model, 1, LaneWidth.Scalar);
        ulong hash = reference.Primary.StateHash();
        foreach ((int threads, LaneWidth lanes) in ((int, LaneWidth)[])[(1, LaneWidths.Best), (2, LaneWidth.Octet), (3, LaneWidths.Best)])
        {
            if (lanes > LaneWidths.Best)
                continue;
            using Patient patient = Run(model, threads, lanes);
            Assert.Equal(hash, patient.Primary.StateHash());
        }
    }

    [Fact]
    public void LookingAtThePatientChangesNothing()
    {
        Model model = Melanoma(24, 800, 20);
        using Patient unseen = Run(model, 2, LaneWidths.Best);
        using Patient seen = new(model, new CpuBackend(2, LaneWidths.Best));
        Simulation.Run(model, seen, [new Looking()], CancellationToken.None);
        Assert.Equal(unseen.Primary.StateHash(), seen.Primary.StateHash());
    }

    [Fact]
    public void TheSecretomeOfDyingCellsMakesResistantOnesGrow()
    {
        using Patient with = Run(Melanoma(40, 4000, 4 * 48), 2, LaneWidths.Best);
        using Patient without = Run(Melanoma(40, 4000, 4 * 48, secretome: 0), 2, LaneWidths.Best);
        Census released = with.Primary.TakeCensus();
        Census locked = without.Primary.TakeCensus();
        Assert.True(released.MeanSignals.Secretome > 0.3);
        Assert.Equal(0, locked.MeanSignals.Secretome, 1e-3);
        Assert.True(
            released.LivingByFounder[1] > 1.2 * locked.LivingByFounder[1],
            $"resistant with the secretome {released.LivingByFounder[1]}, without {locked.LivingByFounder[1]}");
        // It also protects the sensitive cells themselves.
        Assert.True(released.LivingByFounder[0] > locked.LivingByFounder[0]);
    }

    [Fact]
    public void CellsAndAmountsAreConserved()
    {
        Model model = Melanoma(32, 2000, 96);
        using Patient patient = Run(model, 2, LaneWidths.Best);
        Census census = patient.Primary.TakeCensus();
        Assert.Equal(2000 + census.Divisions - census.Deaths, census.Living);
        for (int field = 0; field < model.Fields.Count; field++)
        {
            FieldSummary summary = patient.Primary.Summarise(field);
            // The solvers' own goal.
            Assert.InRange(summary.Balance.RelativeResidual, 0, 1e-5);
        }
    }

    [Fact]
    public void WhatIsReadAgreesWithTheCensus()
    {
        Model model = Melanoma(28, 1500, 30);
        using Patient patient = Run(model, 2, LaneWidths.Best);
        Census census = patient.Primary.TakeCensus();
        byte[] kinds = ReadBytes(patient.Primary, model, "cell_kind");
        byte[] founders = ReadBytes(patient.Primary, model, "founder");
        byte[] excess = ReadBytes(patient.Primary, model, "excess");
        Assert.Equal(census.Apoptotic, kinds.LongCount(kind => kind == (byte)CellKind.Apoptotic));
        for (int founder = 0; founder < 2; founder++)
        {
            long resident = Enumerable.Range(0, kinds.Length).LongCount(
                i => kinds[i] == (byte)CellKind.Tumour && founders[i] == founder);
            long waiting = excess.LongCount(code => code == founder + 1);
            Assert.Equal(census.LivingByFounder[founder], resident + waiting);
        }
    }

    [Fact]
    public void TheMemoryToldBeforeIsTheMemoryTaken()
    {
        Model model = Melanoma(48, 4000, 1);
        CpuBackend backend = new(2, LaneWidths.Best);
        using ITissue tissue = backend.Create(model);
        Assert.InRange(tissue.AllocatedBytes, backend.RequiredMemory(model) * 0.6, backend.RequiredMemory(model));
    }

    [Fact]
    public void AGridTooLargeForTheMachineIsRefusedWithTheNumber()
    {
        // Two thousand million voxels and a thousand fields: eight terabytes.
        Model model = Melanoma(28, 1500, 1) with
        {
            Grid = new Grid(1290, 1290, 1290, 20),
            Fields = [.. Enumerable.Range(0, 1000).Select(i => Factor($"factor{i}", FieldRole.None, 20, 5e-4, 5))],
        };
        CpuBackend backend = new(2, LaneWidths.Best);
        DeviceException refusal = Assert.Throws<DeviceException>(() => backend.Create(model));
        Assert.Contains("GB", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] ReadBytes(ITissue tissue, Model model, string name)
    {
        byte[] bytes = new byte[model.Grid.Voxels];
        int index = Enumerable.Range(0, tissue.Quantities.Count).First(i => tissue.Quantities[i].Name == name);
        tissue.Read(index, 0, bytes);
        return bytes;
    }

    private sealed class Looking : IObserver
    {
        public Schedule When => Schedule.EverySteps(3);

        public bool Observe(Patient patient, Clock clock)
        {
            patient.Primary.TakeCensus();
            patient.Primary.Summarise(0);
            return false;
        }
    }
}
