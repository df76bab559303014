using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;
using Xunit.Abstractions;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Host cells: they come through vessels, wander, kill, change and die.</summary>
public sealed class HostTests(ITestOutputHelper output)
{
    private const int Size = 32;

    // Tumour cells that neither divide nor die by themselves, under host cells.
    private static Model Attacked(HostTissue host, long steps, params FieldDefinition[] fields) => new()
    {
        Name = "attacked",
        Seed = 6,
        Grid = new Grid(Size, Size, Size, 20),
        StepHours = 0.5,
        Steps = steps,
        Fields = fields,
        Founders = [new Founder("seen", Genotype.None, 0.8), new Founder("unseen", Genotype.ImmuneEvasion, 0.2)],
        Seeding = new Seeding(5000),
        TumourCell = Quiet(),
        Vessels = new Vasculature(80, 1f),
        Host = host,
    };

    private static TumourCell Quiet()
    {
        TumourCell laws = TumourCell.Default(0.5);
        return laws with { Division = laws.Division with { Fastest = Rate.Zero }, Apoptosis = default };
    }

    // Enough T cells at once; interferon is not needed.
    private static HostTissue Killers(double speed = 5) => new()
    {
        TCells = TCellLaws.Default(0.5) with { Entry = Rate.PerDayOf(1), EntryBasal = 1f, Walk = new HostWalk((float)speed, 2f, 0.5f) },
    };

    private static FieldDefinition Cytokine(string name, FieldRole role, HostSecretion host, Secretion secretion = default, float initial = 0f)
        => new()
        {
            Name = name,
            Unit = "nmol/L",
            Role = role,
            Diffusivity = 60,
            Decay = Rate.PerSecondOf(3e-4),
            Initial = initial,
            Secretion = secretion,
            HostSecretion = host,
        };

    private static Patient Run(Model model, int threads = 2)
    {
        Patient patient = new(model, new CpuBackend(threads, LaneWidths.Best));
        Simulation.Run(model, patient, [], CancellationToken.None);
        return patient;
    }

    private static byte[] Bytes(Patient patient, string name)
    {
        int quantity = patient.Primary.Quantities.ToList().FindIndex(q => q.Name == name);
        byte[] bytes = new byte[patient.Model.Grid.Voxels];
        patient.Primary.Read(quantity, 0, bytes);
        return bytes;
    }

    // Voxels with a T cell that touches a living tumour cell.
    private static int InContact(Patient patient)
    {
        byte[] kinds = Bytes(patient, "cell_kind");
        byte[] hosts = Bytes(patient, "host_kind");
        return Enumerable.Range(0, hosts.Length).Count(voxel => hosts[voxel] == (byte)HostKind.TCell
            && Enumerable.Range(0, Neighbourhood.Codes).Any(code
                => kinds[voxel + Neighbourhood.Offset(code, Size, Size * Size)] == (byte)CellKind.Tumour));
    }

    [Fact]
    public void TCellsKillAtTheirRate()
    {
        // T cells that stand still, so that those in contact before a step are those that attack in it.
        HostTissue killers = Killers(speed: 0);
        Model model = Attacked(killers with { TCells = killers.TCells!.Value with { Exhaustion = Rate.Zero } }, 200) with
        {
            Founders = [new Founder("seen", Genotype.None, 1)],
        };
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        double perStep = 1 - Math.Exp(-6.0 / 48 * (1 - (0.8 * 0.2)));
        Clock clock = new(0, 0.5);
        double expected = 0;
        while (clock.Step < 60)
        {
            expected += perStep * InContact(patient);
            clock = patient.Advance(clock, 1, CancellationToken.None);
        }

        long kills = patient.Primary.TakeCensus().Host.Kills;
        output.WriteLine($"{kills} kills, {expected:0} expected");
        // Now and then two attack the same cell; and Poisson's spread, three times.
        Assert.InRange(kills, (0.97 * expected) - (3 * Math.Sqrt(expected)), expected + (3 * Math.Sqrt(expected)));
        Assert.True(kills > 300);
    }

    [Fact]
    public void WhatEnteredIsAliveOrDied()
    {
        HostTissue host = HostTissue.Default(0.5) with
        {
            TCells = TCellLaws.Default(0.5) with { EntryBasal = 1f, Death = Rate.PerDayOf(0.5) },
            Myeloid = MyeloidLaws.Default with { Maturing = 0.3f },
        };
        using Patient patient = Run(Attacked(
            host,
            96,
            Cytokine("ifng", FieldRole.Ifng, new HostSecretion(2e-2f, 0, 0, 0)),
            Cytokine("ccl2", FieldRole.Ccl2, default, new Secretion(1e-3f, 0)),
            Cytokine("suppressor", FieldRole.Suppressor, new HostSecretion(0, 1e-3f, 1e-3f, 1e-3f))));
        Census census = patient.Primary.TakeCensus();
        HostCensus cells = census.Host;
        output.WriteLine($"{cells}");
        Assert.Equal(cells.TCellsEntered, cells.TCells + cells.TCellsDied);
        Assert.Equal(cells.MyeloidEntered, cells.Mdsc + cells.Tam + cells.MyeloidDied);
        Assert.True(cells.TCellsDied > 100 && cells.MyeloidDied > 20 && cells.Tam > 5 && cells.Caf > 5 && cells.Kills > 50);
        Assert.Equal(5000 - census.Deaths, census.Living);
        Assert.Equal(cells.Kills, census.Deaths);

        byte[] kinds = Bytes(patient, "host_kind");
        Assert.Equal(cells.TCells, kinds.LongCount(kind => kind == (byte)HostKind.TCell));
        Assert.Equal(cells.Fibroblasts, kinds.LongCount(kind => kind == (byte)HostKind.Fibroblast));
        Assert.True(cells.MeanExhaustion > 0);
        Assert.Contains(Bytes(patient, "debris"), debris => debris > 0);
    }

    [Fact]
    public void SuppressorCellsComeWhenCalledAndLiveFourDaysInTheMean()
    {
        // CCL2 that is gone within hours; then nobody enters any more.
        HostTissue host = new() { Myeloid = MyeloidLaws.Default with { Entry = Rate.PerDayOf(20) } };
        Model model = Attacked(host, 1000, Cytokine("ccl2", FieldRole.Ccl2, default, initial: 5f)) with { Seeding = new Seeding(100) };
        using Patient patient = new(model, new CpuBackend(2, LaneWidths.Best));
        Clock clock = patient.Advance(new Clock(0, 0.5), 48, CancellationToken.None);
        HostCensus called = patient.Primary.TakeCensus().Host;
        patient.Advance(clock, 2 * 96, CancellationToken.None);
        HostCensus later = patient.Primary.TakeCensus().Host;
        output.WriteLine($"{called.MyeloidEntered} entered, {called.Mdsc} alive after a day, {later.Mdsc} four days later");
        Assert.True(called.MyeloidEntered > 500);
        Assert.Equal(called.MyeloidEntered, later.MyeloidEntered, 0.02 * called.MyeloidEntered);
        Assert.Equal(Math.Exp(-1), (double)later.Mdsc / called.Mdsc, 3 * Math.Sqrt(0.37 * 0.63 / called.Mdsc) + 0.01);
    }

    [Fact]
    public void FibroblastsAreNeitherMadeNorLost()
    {
        HostTissue stroma = new() { Fibroblasts = FibroblastLaws.Default with { Activation = Rate.PerDayOf(2) } };
        FieldDefinition suppressor = Cytokine("suppressor", FieldRole.Suppressor, default, initial: 2f) with { Decay = Rate.Zero };
        using Patient before = Run(Attacked(stroma, 0, suppressor));
        using Patient after = Run(Attacked(stroma, 24, suppressor));
        long fibroblasts = before.Primary.TakeCensus().Host.Fibroblasts;
        HostCensus census = after.Primary.TakeCensus().Host;
        double stromal = (Size * Size * Size) - (Math.Pow(Size, 3) - Math.Pow(Size - 2, 3)) - 5000;
        output.WriteLine($"{fibroblasts} fibroblasts, {census.Caf} activated after half a day");
        Assert.Equal(0.05 * stromal, fibroblasts, 4 * Math.Sqrt(0.05 * stromal));
        Assert.Equal(fibroblasts, census.Fibroblasts + census.Caf);
        // 2/d · 2/(2 + 0.5) over half a day, less the few that return.
        double active = 1 - Math.Exp(-2 * 0.8 * 0.5);
        Assert.Equal(active, (double)census.Caf / fibroblasts, 0.06);
    }

    [Fact]
    public void CellsThatLostAntigenPresentationAreSpared()
    {
        using Patient patient = Run(Attacked(Killers(), 144));
        Census census = patient.Primary.TakeCensus();
        output.WriteLine($"{census.LivingByFounder[0]} seen, {census.LivingByFounder[1]} unseen left of 4000 and 1000");
        Assert.Equal(1000, census.LivingByFounder[1]);
        Assert.True(census.LivingByFounder[0] < 3500);
    }

    [Fact]
    public void ACheckpointBlockLetsTCellsKillMoreAndTireLess()
    {
        TCellLaws laws = TCellLaws.Default(0.5);
        HostSurroundings inflamed = new() { Interferon = 10f };
        double held = laws.KillingPerHour(in inflamed, 0, 0f, 0u, 0f).Value;
        double freed = laws.KillingPerHour(in inflamed, 0, 1f, 0u, 0f).Value;
        double pdl1 = 0.2 + (0.8 * (10 / 10.5));
        Assert.Equal(6.0 / 24, freed, 1e-6);
        Assert.Equal(6.0 / 24 * (1 - (0.8 * pdl1)), held, 1e-6);

        HostSurroundings suppressed = new() { Suppressor = 1f };
        Assert.Equal(6.0 / 24 / 3 * (1 - (0.8 * 0.2)) * 0.7 * (1 - (51 / 255.0)), laws.KillingPerHour(in suppressed, 51, 0f, 0u, 0.6f).Value, 1e-6);
        Assert.Equal(0f, laws.KillingPerHour(in inflamed, 0, 1f, CellRecord.Founding(0, Genotype.ImmuneEvasion, false), 0f).Value);

        Assert.Equal(0.15 / 24, MeanGain(laws, 0f), 2e-4);
        Assert.Equal(0.15 / 24 * 0.3, MeanGain(laws, 1f), 2e-4);
    }

    // Gain of exhaustion in an hour, over many random roundings.
    private static double MeanGain(TCellLaws laws, float block)
        => Enumerable.Range(0, 20_000).Average(
            i => (int)laws.Exhausted(100, block, 1f, Philox.Word(1, RandomProcess.Killing, (uint)i, 0, 0)) - 100.0) / 255;

    [Fact]
    public void AGradientDriftsAsItsWeightsSay()
    {
        HostWalk walk = new(5f, 2f, 0.5f);
        const int Draws = 50_000;
        double drift = Enumerable.Range(0, Draws).Average(
            i => walk.Along(0.9f, 1f, 1.1f, Philox.Word(1, RandomProcess.HostWalk, (uint)i, 0, 0)));
        double a = Math.Exp(0.5 * 2 * 0.2 / 1.5);
        Assert.Equal((a - (1 / a)) / (a + 1 + (1 / a)), drift, 0.01);
        double square = Enumerable.Range(0, Draws).Average(
            i => Math.Pow(walk.Along(1f, 1f, 1f, Philox.Word(2, RandomProcess.HostWalk, (uint)i, 0, 0)), 2));
        Assert.Equal(2.0 / 3, square, 0.01);
    }

    [Fact]
    public void AWandererIsAsFastAsItsSpeed()
    {
        HostTissue host = Killers();
        int substeps = host.WalkingSubsteps(20, 0.5);
        double perSubstep = host.WalkingThreshold(host.TCells!.Value.Walk, 20, 0.5) / 4294967296.0;
        // Mean length of (±1 or 0, ±1 or 0, ±1 or 0).
        double hop = ((6 * 1) + (12 * Math.Sqrt(2)) + (8 * Math.Sqrt(3))) / 27;
        Assert.Equal(6, substeps);
        Assert.Equal(5 * 30, substeps * perSubstep * hop * 20, 0.2);
    }

    [Fact]
    public void ARestoredRunGoesOnAsIfNothingHadHappened()
    {
        Model model = Attacked(
            HostTissue.Default(0.5) with { TCells = TCellLaws.Default(0.5) with { EntryBasal = 1f } },
            24,
            Cytokine("ifng", FieldRole.Ifng, new HostSecretion(2e-2f, 0, 0, 0))) with
        {
            Matrix = new ExtracellularMatrix { Density = 0.5f, Turnover = MatrixTurnover.Default },
            Founders = [new Founder("mesenchymal", Genotype.None, 1) { Emt = 0.9 }],
        };
        using Patient whole = new(model, new CpuBackend(2, LaneWidths.Best));
        using Patient resumed = new(model, new CpuBackend(1, LaneWidths.Best));
        Clock clock = whole.Advance(new Clock(0, 0.5), 16, CancellationToken.None);
        StateImage.Of(whole).RestoreInto(resumed);
        Assert.Equal(whole.Primary.StateHash(), resumed.Primary.StateHash());
        whole.Advance(clock, 12, CancellationToken.None);
        resumed.Advance(clock, 12, CancellationToken.None);
        Assert.Equal(whole.Primary.StateHash(), resumed.Primary.StateHash());
        Assert.Equal(whole.Primary.TakeCensus().Host, resumed.Primary.TakeCensus().Host);
        Assert.True(whole.Primary.TakeCensus().Host.Kills > 0);
    }

    [Fact]
    public void TheStateIsTheSameForAnyThreads()
    {
        Model model = Attacked(
            HostTissue.Default(0.5) with { TCells = TCellLaws.Default(0.5) with { EntryBasal = 1f } },
            36,
            Cytokine("ifng", FieldRole.Ifng, new HostSecretion(2e-2f, 0, 0, 0)),
            Cytokine("ccl2", FieldRole.Ccl2, default, new Secretion(1e-3f, 0)));
        using Patient one = Run(model, 1);
        using Patient two = Run(model, 2);
        using Patient three = Run(model, 3);
        Assert.Equal(one.Primary.StateHash(), two.Primary.StateHash());
        Assert.Equal(one.Primary.StateHash(), three.Primary.StateHash());
        Assert.Equal(one.Primary.TakeCensus().Host, three.Primary.TakeCensus().Host);
        Assert.True(one.Primary.TakeCensus().Host.Kills > 10);
    }
}
