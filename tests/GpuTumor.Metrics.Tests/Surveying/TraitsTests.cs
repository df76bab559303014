namespace GpuTumor.Metrics.Tests;

public sealed class TraitsTests
{
    private const int N = 20;

    // A chemotherapy in the words of a resolved scenario.
    private const string Chemotherapy = """
        tumour_cell:
          chemo_a:
            influx: 144 /h
            loss: 0.3 /h
            potency: 0.002
          damage:
            repair: 0.1 /h
            half_maximum: 1
        """;

    [Fact]
    public void CellsAreCountedByPhaseModeAndEmt()
    {
        Measurement m = new Surveyor(MetricGroups.Traits).Survey(Slabs().Snapshot);
        Assert.Equal(N * N * 5, m["living_phase_s"]);
        Assert.Equal(0.5, m[Traits.CyclingFraction], 12);
        Assert.Equal(0.25, m[Traits.PersisterFraction], 12);
        Assert.Equal(N * N * 10, m[Traits.Epithelial]);
        Assert.Equal(N * N * 5, m[Traits.Hybrid]);
        Assert.Equal(N * N * 5, m[Traits.Mesenchymal]);
        Assert.Equal(((0.5 * 76) + (0.25 * 178) + (0.25 * 255)) / 255, m["emt_mean"], 9);
    }

    [Fact]
    public void WhatWasNotStoredIsAbsentAndNotZero()
    {
        Measurement m = new Surveyor(MetricGroups.All).Survey(new Specimen(N).Bytes("cell_kind", (x, _, _) => (byte)(x is > 4 and < 12 ? 1 : 0)).Snapshot);
        string[] absent =
        [
            Traits.CyclingFraction.Name, Traits.PersisterFraction.Name, "emt_mean", "living_emt_low", Spread.LeaderFraction.Name,
            FunctionalResistance.Fraction.Name, HostCells.HotIndex.Name, HostCells.Debris.Name, "host_t_cell", Diversity.Clones.Name,
        ];
        Assert.DoesNotContain(m.Metrics, metric => absent.Contains(metric.Name));
    }

    [Fact]
    public void LeadersAreTheMesenchymalCellsOfTheFront()
    {
        Measurement m = new Surveyor(MetricGroups.Spread).Survey(WithFrond()
            .Bytes("emt", (x, _, _) => (byte)(x >= 16 ? 200 : 20)).Snapshot);

        // Two planes of four cells lead.
        Assert.Equal(8 / m[Spread.FrontCells], m[Spread.LeaderFraction], 12);
    }

    [Theory]
    [InlineData(MetricGroups.Spread, false)]
    [InlineData(MetricGroups.Spread | MetricGroups.Traits, true)]
    public void EmtIsCountedOnlyWhereTheTraitsAreAskedFor(MetricGroups groups, bool isCounted)
    {
        CellTally tally = CellMap.Read(WithFrond()
            .Bytes("genotype", (_, _, _) => 1)
            .Bytes("emt", (_, _, _) => 200).Snapshot, groups).Tally;
        long living = isCounted ? tally.Living : 0;

        Assert.Equal(living, tally.ByTrait[Array.IndexOf(CellTally.TraitNames, "emt")].Sum());
        Assert.Equal(living, tally.ResistantByEmt.Sum());
    }

    [Fact]
    public void ResistanceAtTheFrontIsToldFromThatOfTheWhole()
    {
        Measurement m = new Surveyor(MetricGroups.Spread | MetricGroups.Cells).Survey(WithFrond()
            .Bytes("genotype", (x, _, _) => (byte)(x >= 16 ? 1 : 64)).Snapshot);

        // Two planes of four cells at the tip; having lost its antigens (64) makes no cell resistant to drugs.
        Assert.Equal(8 / m[Spread.FrontCells], m[Spread.FrontResistantFraction], 12);
        Assert.True(m[Spread.FrontResistantFraction] > m[Populations.ResistantFraction]);
    }

    [Fact]
    public void ResistanceIsCorrelatedWithEmtAsByPearson()
    {
        byte Emt(int x, int y) => (byte)((x * 11) + (y * 2));
        bool IsResistant(int x, int y) => x + (y % 3) > 12;
        Measurement m = new Surveyor(MetricGroups.Traits).Survey(new Specimen(N)
            .Bytes("cell_kind", (_, _, _) => 1)
            .Bytes("genotype", (x, y, _) => (byte)(IsResistant(x, y) ? 8 : 0))
            .Bytes("emt", (x, y, _) => Emt(x, y)).Snapshot);

        (double E, double R)[] cells = [.. from x in Enumerable.Range(0, N) from y in Enumerable.Range(0, N) select ((double)Emt(x, y), IsResistant(x, y) ? 1.0 : 0.0)];
        (double e, double r) = (cells.Average(c => c.E), cells.Average(c => c.R));
        double pearson = cells.Sum(c => (c.E - e) * (c.R - r)) / Math.Sqrt(cells.Sum(c => (c.E - e) * (c.E - e)) * cells.Sum(c => (c.R - r) * (c.R - r)));
        Assert.Equal(pearson, m[Traits.ResistanceWithEmt], 9);
        Assert.InRange(pearson, 0.5, 0.95);
    }

    [Fact]
    public void ACellIsResistantByFunctionWhereItDividesFasterThanItDies()
    {
        Measurement m = new Surveyor(MetricGroups.Signals).Survey(new Specimen(N)
            .Bytes("cell_kind", (_, _, _) => 1)
            .Bytes("erk", (x, _, _) => (byte)(x < 10 ? 255 : 13))
            .Bytes("akt", (_, y, _) => (byte)(y < 10 ? 51 : 255))
            .Field("oxygen", "mmHg", (_, _, z) => z < 5 ? 3 : 40).Snapshot);

        // ERK on and oxygen: 0.76/d · 0.52 against 0.05/d. Without oxygen nothing divides. ERK off: at most 0.04/d against 0.17/d.
        Assert.Equal(0.5 * 0.75, m[FunctionalResistance.Fraction], 12);
    }

    [Fact]
    public void TheLawsTakeTheirNumbersFromTheScenario()
    {
        RateLaws laws = RateLaws.Of(new ResolvedScenario("""
            tumour_cell:                      # The laws.
              division:
                doubling_time: 2 d            # slow
              apoptosis:
                background: 0.1 /h
                targeted: "1.2 /d"
            treatments: []
            """));
        Assert.Equal(48, laws.DoublingHours);
        Assert.Equal(0.1, laws.Background);
        Assert.Equal(0.05, laws.Targeted, 12);
        Assert.Equal(new RateLaws().AktBoost, laws.AktBoost);
    }

    [Fact]
    public void TheGradientLengthOfAnExponentialIsItsLength()
    {
        // c = exp(−x/80 µm), voxels of 10 µm; central differences lengthen it by sinh(1/8)/(1/8) = 0.26 %.
        Measurement m = new Surveyor(MetricGroups.Fields).Survey(new Specimen(40)
            .Bytes("cell_kind", (_, _, _) => 1)
            .Field("hgf", "nmol/L", (x, _, _) => (float)Math.Exp(-x / 8.0)).Snapshot);
        Assert.Equal(80 / (Math.Sinh(0.125) / 0.125), m["hgf_gradient_length"], 0.01);
    }

    [Fact]
    public void TheIntegralOfASecretedFieldAddsTrapezoids()
    {
        var surveyor = new Surveyor(MetricGroups.Fields);
        Measurement m = new(0, 0);
        foreach ((double day, float level) in ((double, float)[])[(0, 0), (2, 1), (3, 1)])
            m = surveyor.Survey(new Specimen(8, day * 24).Bytes("cell_kind", (_, _, _) => 1).Field("hgf", "nmol/L", (_, _, _) => level).Snapshot);
        Assert.Equal(2, m["hgf_integral"], 9);
        Assert.Equal("nmol/L d", m.Metrics.Single(metric => metric.Name == "hgf_integral").Unit);
    }

    [Fact]
    public void TheSanctuaryIsMeasuredAgainstThePerfusedVoxels()
    {
        var surveyor = new Surveyor(MetricGroups.Fields);
        Measurement m = new(0, 0);
        foreach (double day in (double[])[0, 1])
        {
            m = surveyor.Survey(new Specimen(N, day * 24)
                .Bytes("cell_kind", (_, _, _) => 1)
                .Bytes("perfusion", (x, _, _) => (byte)(x is 10 or 11 ? 255 : 0))
                .Field("drug", "1", (x, _, _) => x == 0 ? 100 : x < 8 ? 0.09f : 1).Snapshot);
        }

        // Seven planes of twenty meet less than a tenth of what the perfused ones meet; the bright voxels at x = 0 do not matter.
        Assert.Equal(7.0 / 20, m["drug_sanctuary_auc"], 12);
        Distribution exposure = m.Distributions.Single(d => d.Name == "exposure to drug");
        Assert.Equal(1, exposure.Shares(32, exposure.Highest).Sum(), 9);
        Assert.Equal(7.0 / 20, exposure.Shares(10, 5)[0], 0.01);
    }

    [Fact]
    public void ASanctuaryIsAlsoWhereTheLevelStaysBelowThatOfHalfAnEffect()
    {
        const string Scenario = """
            fields:
              drug:
                role: targeted_drug
            tumour_cell:
              targeted_drug:
                half_inhibition: 0.1
            """;
        var surveyor = new Surveyor(MetricGroups.Fields, null, new DrugPotency(new ResolvedScenario(Scenario)));
        Measurement m = new(0, 0);
        foreach (double day in (double[])[0, 1])
        {
            // From 0 to 0.04·x in a day: below 0.1 for a part 0.1/(0.04·x) of it, which is 0.9 at x = 2.8.
            m = surveyor.Survey(new Specimen(N, day * 24).Bytes("cell_kind", (_, _, _) => 1).Field("drug", "1", (x, _, _) => (float)(day * 0.04 * x)).Snapshot);
        }

        Assert.Equal(3.0 / N, m["drug_sanctuary_ic50"], 12);
        Assert.Contains("was below 0.1 for at least", m.Metrics.Single(metric => metric.Name == "drug_sanctuary_ic50").Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCellsHeldOfAChemotherapyIsMeasuredAtThem()
    {
        var surveyor = new Surveyor(MetricGroups.Fields, null, new DrugPotency(new ResolvedScenario(Chemotherapy)));
        Measurement m = new(0, 0);
        foreach (double day in (double[])[0, 2])
        {
            // Cells in a quarter of the box hold 20·day or, half of them, 60·day.
            m = surveyor.Survey(new Specimen(N, day * 24)
                .Bytes("cell_kind", (x, _, _) => (byte)(x < N / 4 ? 1 : 0))
                .Field("chemo_a_inside", "umol/L", (x, y, _) => x >= N / 4 ? 0 : (float)((y < N / 2 ? 20 : 60) * day)).Snapshot);
        }

        Assert.Equal(80, m["chemo_a_inside_mean"], 1e-3);
        Assert.Equal(80, m["chemo_a_inside_auc_mean"], 1e-3);
        Assert.Equal("umol/L d", m.Metrics.Single(metric => metric.Name == "chemo_a_inside_auc_mean").Unit);

        // Half the cells hold a quarter of it.
        Assert.Equal(0.25, m["chemo_a_inside_auc_gini"], 1e-3);

        // Damage settles at its half maximum at 0.1·1/0.002 = 50 µM: never reached by the first half at most 40.
        Assert.Equal(0.5, m["chemo_a_inside_sanctuary_ic50"], 12);
        Assert.False(m.Has("chemo_a_inside_gradient_length"));
        Assert.False(m.Has("chemo_a_inside_sanctuary"));
    }

    [Fact]
    public void ALevelOutsideIsHalfEffectiveIfItKeepsTheOneInside()
    {
        var potency = new DrugPotency(new ResolvedScenario($"""
            fields:
              doxorubicin:
                role: chemo_a
            {Chemotherapy}
            """));
        Engine.Quantity Drug(string unit) => new() { Name = "doxorubicin", LongName = "", Unit = unit, Element = Engine.ElementKind.Float32 };

        // 50 µM · 0.3/144: the model's IC50 of 0.1 µM.
        Assert.Equal(0.1042, potency.HalfEffect(Drug("umol/L")), 1e-4);
        Assert.Equal(104.2, potency.HalfEffect(Drug("nmol/L")), 0.1);
        Assert.True(double.IsNaN(potency.HalfEffect(Drug("1"))));
    }

    [Fact]
    public void ClonesKeepTheirOrigins()
    {
        ArraySnapshot snapshot = Slabs().Snapshot
            .With(new Engine.Quantity { Name = "clone", LongName = "clone", Unit = "1", Element = Engine.ElementKind.UInt32 }, [.. Enumerable.Range(0, N * N * N).Select(i => i % N < 5 ? 7u : 3u)])
            .WithColumn("clones", "id", 3, 7).WithColumn("clones", "parent", 0, 3).WithColumn("clones", "birth_step", 0, 12)
            .WithColumn("clones", "founder", 0, 0).WithColumn("clones", "genotype", 0, 1);
        Measurement m = new Surveyor(MetricGroups.Diversity).Survey(snapshot);
        Assert.Equal(N * N * 5, m.Clones![7]);
        Assert.Equal(new CloneOrigin(7, 3, 12, 0, 1), m.CloneOrigins[1]);
    }

    /// <summary>A ball from which a thread of four cells across grows along x, up to the plane 17.</summary>
    private static Specimen WithFrond()
    {
        bool Frond(int x, int y, int z) => y is >= 9 and <= 10 && z is >= 9 and <= 10 && x is > 8 and < 18;
        return new Specimen(N).Bytes("cell_kind", (x, y, z) => (byte)(Shapes.InBall(x, y, z, 7, 9.5, 9.5, 5) || Frond(x, y, z) ? 1 : 0));
    }

    /// <summary>A full lattice in four slabs along x.</summary>
    private static Specimen Slabs() => new Specimen(N)
        .Bytes("cell_kind", (_, _, _) => 1)
        .Bytes("phase", (x, _, _) => (byte)(x / 5), "g0", "g1", "s", "g2m", "senescent", "arrested")
        .Bytes("mode", (x, _, _) => (byte)(x < 5 ? 1 : 0), "normal", "dtp", "dtep", "dormant")
        .Bytes("emt", (x, _, _) => (byte)(x < 10 ? 76 : x < 15 ? 178 : 255));
}
