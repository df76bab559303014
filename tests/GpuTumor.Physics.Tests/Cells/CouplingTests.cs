using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Fields that a modeller declares bear on division, death, migration and secretion by their Hill curves.</summary>
public sealed class CouplingTests
{
    private const int Size = 28;
    private const float Level = 2f;

    [Theory]
    [InlineData(2f, 1f, 0f, 0.5)]
    [InlineData(1f, 2f, 0.25f, 1 - (0.75 * 0.8))]
    [InlineData(4f, 1.5f, 3f, 1 + (2 * 0.2612))]
    public void AFieldScalesDivisionByItsHillCurve(float half, float exponent, float full, double factor)
    {
        const int Cells = 4000;
        Model model = Declared(new Coupling(CoupledProcess.Division, new FieldCoupling(new Hill(half, exponent), full))) with { Seeding = new Seeding(Cells) };
        long born = Run(model with { Steps = 12 }).Divisions;
        double perHour = Math.Log(2) / 24 * factor;
        double expected = Cells * (Math.Exp(perHour * 12) - 1);
        // Phases differ from cell to cell: Poisson's spread, four times.
        Assert.Equal(expected, born, 4 * Math.Sqrt(expected));
    }

    [Fact]
    public void TwoFieldsOnOneProcessMultiply()
    {
        Coupling half = new(CoupledProcess.Division, new FieldCoupling(new Hill(Level, 1f), 0f));
        Model one = Declared(half) with { Seeding = new Seeding(4000), Steps = 12 };
        Model two = one with { Fields = [one.Fields[0], one.Fields[0] with { Name = "other" }] };
        double expected = 4000 * (Math.Exp(Math.Log(2) / 24 * 0.25 * 12) - 1);
        Assert.Equal(expected, Run(two).Divisions, 4 * Math.Sqrt(expected));
    }

    [Fact]
    public void AFieldAddsDeathByItsHillCurve()
    {
        const int Cells = 4000;
        Model model = Declared(new Coupling(CoupledProcess.Death, new FieldCoupling(new Hill(1f, 2f), 1f / 24))) with { Seeding = new Seeding(Cells) };
        model = Undividing(model) with { Steps = 24 };
        double dead = 1 - Math.Exp(-0.8);
        Assert.Equal(Cells * dead, Run(model).Deaths, 4 * Math.Sqrt(Cells * dead * (1 - dead)));
        Assert.Equal(0, Run(model with { Fields = [model.Fields[0] with { Initial = 0 }] }).Deaths);
    }

    [Fact]
    public void AFieldSlowsMigration()
    {
        long Moved(double full)
        {
            Coupling coupling = new(CoupledProcess.Migration, new FieldCoupling(new Hill(Level * 1e-3f, 2f), (float)full));
            Model model = Undividing(Declared(coupling)) with
            {
                Seeding = new Seeding(4000),
                Founders = [new Founder("crawling", Genotype.None, 1) { Emt = 0.9 }],
                Migration = Migration.Default with { Cohesion = 0f },
                TumourCell = Undividing(Declared(coupling)).TumourCell with { Active = CellProcesses.Transition },
                StepHours = 1.0 / 6,
                Steps = 1,
            };
            using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
            byte[] before = Kinds(patient);
            patient.Advance(new Clock(0, model.StepHours), 1, CancellationToken.None);
            return before.Zip(Kinds(patient)).Count(pair => pair.First == 0 && pair.Second != 0);
        }

        long free = Moved(1);
        Assert.True(free > 40, $"{free} moved");
        Assert.Equal(0, Moved(0));
        Assert.Equal(0.5, Moved(0.5) / (double)free, 0.15); // the same draws: half of those who hopped do
    }

    [Fact]
    public void AFieldScalesWhatCellsSecrete()
    {
        Coupling coupling = new(CoupledProcess.Secretion, new FieldCoupling(new Hill(Level, 1f), 3f), "product");
        FieldDefinition product = Still("product") with { Initial = 0, Secretion = new Secretion(1e-4f, 0f) };
        Model model = Undividing(Declared(coupling)) with { Seeding = new Seeding(500), Steps = 4 };
        model = model with { Fields = [.. model.Fields, product, product with { Name = "other" }] };
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        double uncoupled = 500 * 1e-4 * 4 * 3600;
        // Single precision over four steps.
        Assert.Equal(2 * uncoupled, patient.Primary.Summarise(1).Mean * model.Grid.Voxels, 1e-3 * uncoupled);
        Assert.Equal(uncoupled, patient.Primary.Summarise(2).Mean * model.Grid.Voxels, 1e-3 * uncoupled);
    }

    [Fact]
    public void AFieldKillsTCellsByItsHillCurve()
    {
        Model model = Entered(new Coupling(CoupledProcess.Death, new FieldCoupling(new Hill(Level, 1f), 0.04f)) { Cells = CoupledCells.TCell });
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Clock clock = new(0, 1);
        double expected = 0;
        while (clock.Step < 48)
        {
            expected += patient.Primary.TakeCensus().Host.TCells * (1 - Math.Exp(-0.02));
            clock = patient.Advance(clock, 1, CancellationToken.None);
        }

        long died = patient.Primary.TakeCensus().Host.TCellsDied;
        Assert.True(died > 200, $"{died} died");
        Assert.Equal(expected, died, 4 * Math.Sqrt(expected));
    }

    [Fact]
    public void AFieldStopsTCells()
    {
        long Moved(float full)
        {
            Model model = Entered(new Coupling(CoupledProcess.Migration, new FieldCoupling(new Hill(1e-3f * Level, 2f), full)) { Cells = CoupledCells.TCell });
            using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
            Clock clock = patient.Advance(new Clock(0, 1), 24, CancellationToken.None);
            byte[] before = Bytes(patient, "host_kind");
            patient.Advance(clock, 1, CancellationToken.None);
            return before.Zip(Bytes(patient, "host_kind")).Count(pair => pair.First != 0 && pair.Second == 0);
        }

        Assert.Equal(0, Moved(0f));
        Assert.True(Moved(1f) > 100);
    }

    [Fact]
    public void TCellsTakeUpAFieldAtTheirRate()
    {
        Model model = Entered();
        model = model with { Fields = [model.Fields[0] with { Diffusivity = 2000, HostUptake = new HostUptake(1e-3f, 0f, 0f, 0f) }] };
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Clock clock = new(0, 1);
        double left = Level;
        while (clock.Step < 12)
        {
            left *= Math.Exp(-3600 * 1e-3 * patient.Primary.TakeCensus().Host.TCells / model.Grid.Voxels);
            clock = patient.Advance(clock, 1, CancellationToken.None);
        }

        Assert.True(left < 0.9 * Level);
        // An even field is a little lower where it is taken up.
        Assert.Equal(left, patient.Primary.Summarise(0).Mean, 0.03 * Level);
    }

    [Fact]
    public void WithoutDeclaredEffectsNothingIsSensedForThem()
    {
        Model model = Declared();
        Assert.Equal(CellProcesses.None, model.Laws.Active & CellProcesses.Couplings);
        Coupling secretion = new(CoupledProcess.Secretion, new FieldCoupling(new Hill(1f, 1f), 2f));
        Assert.Equal(CellProcesses.None, Declared(secretion).Laws.Active & CellProcesses.Couplings);
        long bare = new CpuBackend(1, LaneWidth.Scalar).RequiredMemory(model);
        Assert.Equal(bare + (4 * model.Grid.Voxels), new CpuBackend(1, LaneWidth.Scalar).RequiredMemory(Declared(secretion)));
        Model ofSome = Declared(secretion, secretion, secretion with { Whose = CellGroup.Of(1) });
        Assert.Equal(bare + (8 * model.Grid.Voxels), new CpuBackend(1, LaneWidth.Scalar).RequiredMemory(ofSome));
    }

    /// <summary>Who carries, lacks, descends: the second founder, the second, the first, both, nobody.</summary>
    public static TheoryData<CellGroup, bool, bool> Groups => new()
    {
        { CellGroup.Carrying(Genotype.Target), false, true },
        { CellGroup.Of(1), false, true },
        { CellGroup.Lacking(Genotype.Target | Genotype.Repair), true, false },
        { CellGroup.Lacking(Genotype.Repair), true, true },
        { CellGroup.Carrying(Genotype.Target).And(CellGroup.Of(0)), false, false },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void AFieldScalesTheDivisionOfThoseWhomItConcerns(CellGroup whose, bool first, bool second)
    {
        // All divide half as fast, and those concerned half as fast again.
        FieldCoupling halved = new(new Hill(Level, 1f), 0f);
        Model model = Mixed(new Coupling(CoupledProcess.Division, halved), new Coupling(CoupledProcess.Division, halved) { Whose = whose }) with { Steps = 24 };
        long[] living = [.. Run(model).LivingByFounder];
        double Expected(bool isConcerned) => 2000 * Math.Exp(Math.Log(2) * (isConcerned ? 0.25 : 0.5));
        Assert.Equal(Expected(first), living[0], 4 * Math.Sqrt(Expected(first) - 2000));
        Assert.Equal(Expected(second), living[1], 4 * Math.Sqrt(Expected(second) - 2000));
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void AFieldAddsDeathToThoseWhomItConcerns(CellGroup whose, bool first, bool second)
    {
        FieldCoupling kills = new(new Hill(Level, 1f), 1f / 24);
        Model model = Undividing(Mixed(new Coupling(CoupledProcess.Death, kills), new Coupling(CoupledProcess.Death, kills) { Whose = whose })) with { Steps = 24 };
        long[] living = [.. Run(model).LivingByFounder];
        double Share(bool isConcerned) => Math.Exp(isConcerned ? -1 : -0.5);
        double Spread(bool isConcerned) => 4 * Math.Sqrt(2000 * Share(isConcerned) * (1 - Share(isConcerned)));
        Assert.Equal(2000 * Share(first), living[0], Spread(first));
        Assert.Equal(2000 * Share(second), living[1], Spread(second));
    }

    [Fact]
    public void AFieldKillsTheSenescentAlone()
    {
        Coupling kills = new(CoupledProcess.Death, new FieldCoupling(new Hill(Level, 1f), 1f / 12)) { Whose = CellGroup.In(CellPhase.Senescent) };
        Model model = Undividing(Declared(kills)) with
        {
            Seeding = new Seeding(4000),
            Founders = [new Founder("one", Genotype.None, 1) { Senescent = 0.25 }],
            Steps = 24,
        };
        double dead = 1000 * (1 - Math.Exp(-1));
        // A quarter at random is senescent, and of it the part dies.
        Assert.Equal(dead, Run(model).Deaths, 4 * Math.Sqrt(dead));
        Assert.Equal(0, Run(model with { Founders = [new Founder("one", Genotype.None, 1)] }).Deaths);
    }

    [Fact]
    public void AFieldStopsThoseWhomItConcerns()
    {
        Coupling stops = new(CoupledProcess.Migration, new FieldCoupling(new Hill(Level * 1e-3f, 2f), 0f)) { Whose = CellGroup.Of(1) };
        Model model = Undividing(Mixed(stops)) with
        {
            Founders = [new Founder("one", Genotype.None, 0.5) { Emt = 0.9 }, new Founder("two", Genotype.None, 0.5) { Emt = 0.9 }],
            Migration = Migration.Default with { Cohesion = 0f },
            StepHours = 1.0 / 6,
        };
        model = model with { TumourCell = model.TumourCell with { Active = CellProcesses.Transition } };
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        byte[] before = Bytes(patient, "founder");
        patient.Advance(new Clock(0, model.StepHours), 1, CancellationToken.None);
        byte[] after = Bytes(patient, "founder");
        long Entered(byte founder) => before.Zip(after).Count(pair => pair.Second == founder && pair.First != founder);
        Assert.True(Entered(0) > 20, $"{Entered(0)} moved");
        Assert.Equal(0, Entered(1));
    }

    [Fact]
    public void OnlyThoseWhomItConcernsSecreteMore()
    {
        Coupling coupling = new(CoupledProcess.Secretion, new FieldCoupling(new Hill(Level, 1f), 3f), "product") { Whose = CellGroup.Of(1) };
        FieldDefinition product = Still("product") with { Initial = 0, Secretion = new Secretion(1e-4f, 0f) };
        FieldDefinition ofSome = product with { Name = "other", Secretion = product.Secretion with { By = CellGroup.Carrying(Genotype.Target) } };
        Model model = Undividing(Mixed(coupling)) with { Steps = 4 };
        model = model with { Fields = [.. model.Fields, product, ofSome] };
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        double ofOne = 2000 * 1e-4 * 4 * 3600;
        // One founder's cells as they do, the other's twice as much; single precision over four steps.
        Assert.Equal(3 * ofOne, patient.Primary.Summarise(1).Mean * model.Grid.Voxels, 1e-3 * ofOne);
        Assert.Equal(ofOne, patient.Primary.Summarise(2).Mean * model.Grid.Voxels, 1e-3 * ofOne);
    }

    [Fact]
    public void OnlyThoseWhoTakeAFieldUpDo()
    {
        Model model = Undividing(Mixed()) with { Steps = 4 };
        FieldDefinition taken = Still("taken") with { Diffusivity = 2000, TakenUpBy = CellGroup.Of(1), Solver = FieldSolver.Sdirk2 };
        model = model with
        {
            Fields =
            [
                taken with { CellUptake = Rate.PerSecondOf(1e-4) },
                taken with { Name = "saturably", SaturableUptake = new SaturableUptake(1e-4f, 1e-6f) },
            ],
        };
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        double cells = 2000.0 / model.Grid.Voxels;
        // An even field is a little lower where it is taken up.
        Assert.Equal(Level * Math.Exp(-4 * 3600 * 1e-4 * cells), patient.Primary.Summarise(0).Mean, 0.02 * Level);
        Assert.Equal(Level - (4 * 3600 * 1e-4 * cells), patient.Primary.Summarise(1).Mean, 0.02 * Level);
    }

    private static Census Run(Model model)
    {
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient.Primary.TakeCensus();
    }

    private static byte[] Kinds(Patient patient) => Bytes(patient, "cell_kind");

    private static byte[] Bytes(Patient patient, string name)
    {
        byte[] bytes = new byte[Size * Size * Size];
        patient.Primary.Read(patient.Primary.Quantities.ToList().FindIndex(quantity => quantity.Name == name), 0, bytes);
        return bytes;
    }

    // T cells that come in at once, kill nobody and live for ever, in an even field.
    private static Model Entered(params Coupling[] couplings) => Undividing(Declared(couplings)) with
    {
        Seeding = new Seeding(1),
        Vessels = new Vasculature(100, 1f),
        Host = new HostTissue
        {
            TCells = TCellLaws.Default(1) with { Entry = Rate.PerDayOf(1), EntryBasal = 1f, Death = Rate.Zero, Killing = Rate.Zero },
        },
    };

    private static FieldDefinition Still(string name) => new() { Name = name, Unit = "1", Diffusivity = 1, Initial = Level };

    // The cells of two founders, the second of which has an altered target.
    private static Model Mixed(params Coupling[] couplings) => Declared(couplings) with
    {
        Seeding = new Seeding(4000),
        Founders = [new Founder("one", Genotype.None, 0.5), new Founder("two", Genotype.Target, 0.5)],
    };

    // Cells that only divide, doubling in a day wherever they are, in an even field.
    private static Model Declared(params Coupling[] couplings)
    {
        TumourCell laws = TumourCell.Default(1);
        return new Model
        {
            Name = "declared",
            Seed = 11,
            Grid = new Grid(Size, Size, Size, 20),
            StepHours = 1,
            Steps = 1,
            Fields = [Still("declared") with { Couplings = couplings }],
            Founders = [new Founder("one", Genotype.None, 1)],
            Seeding = new Seeding(1000),
            TumourCell = laws with
            {
                Division = laws.Division with { Fastest = Rate.Doubling(24), AktBoost = 0, PushDistance = 50 },
                Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) },
                Active = CellProcesses.Couplings,
            },
        };
    }

    private static Model Undividing(Model model) => model with
    {
        TumourCell = model.TumourCell with { Division = model.TumourCell.Division with { Fastest = Rate.Zero } },
    };
}
