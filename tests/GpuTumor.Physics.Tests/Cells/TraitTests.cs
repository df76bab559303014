using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>What single mutations and states of a cell change, each alone against its closed form.</summary>
public sealed class TraitTests
{
    private const float StepHours = 0.5f;
    private const int Cells = 20_000;
    private const uint Mesenchymal = CellRecord.RestingSignals | (255u << CellRecord.EmtShift);

    private static readonly TumourCell _laws = TumourCell.Default(StepHours);
    private static readonly uint _wild = CellRecord.Founding(0, Genotype.None, false);

    [Fact]
    public void APi3kMutationRaisesAkt()
    {
        // 0.2 at rest and 0.03 by a matrix of 0.3; the mutation adds 0.4, which the inhibitor takes away with the rest.
        Assert.Equal(0.23, Akt(Genotype.None, 0f), 1e-3);
        Assert.Equal(0.63, Akt(Genotype.Pi3k, 0f), 1e-3);
        Assert.Equal(0.315, Akt(Genotype.Pi3k, 0.1f), 1e-3);

        static double Akt(Genotype genotype, float inhibitor)
            => new Dish(_laws, StepHours, 1, CellRecord.Founding(0, genotype, false)).MeanSignals(Dish.Air with { AktInhibitor = new(inhibitor) })[3];
    }

    [Fact]
    public void ABypassKeepsErkUnderTheDrug()
    {
        Assert.Equal(0.05, Erk(Genotype.None), 1e-3);
        Assert.Equal(0.8, Erk(Genotype.Bypass), 1e-3);

        static double Erk(Genotype genotype)
            => new Dish(_laws, StepHours, 1, CellRecord.Founding(0, genotype, false)).MeanSignals(Dish.Air with { TargetedDrug = new(1e4f) })[0];
    }

    [Fact]
    public void AMesenchymalCellDividesLess()
    {
        TumourCell laws = Frozen() with { Apoptosis = _laws.Apoptosis with { Background = Rate.Zero } };
        double ratio = Divisions(Mesenchymal) / (double)Divisions(CellRecord.RestingSignals);
        // Each phase is left with a probability that is nearly its rate's: 0.6 of the rate, less what the exponential bends.
        Assert.Equal(0.6, ratio, 0.02);

        long Divisions(uint signals)
        {
            Dish dish = new(laws, StepHours, Cells, CellRecord.Founding(0, Genotype.None, false, CellPhase.G2M), signals: signals);
            dish.Live(Dish.Air, 2, mayDivide: 1);
            return dish.Divisions;
        }
    }

    [Fact]
    public void AMesenchymalCellIsSparedByDrugsButNotByAge()
    {
        TumourCell laws = Frozen();
        Surroundings<Scalar> drugged = Dish.Air with { TargetedDrug = new(1e4f), Ecm = new(0) };
        // ERK 0.05: 0.35/d · hill(0.95, 0.6, 3) · (1 − 0.6 · AKT 0.2); five days.
        double byDrug = 0.35 * Math.Pow(0.95, 3) / (Math.Pow(0.95, 3) + Math.Pow(0.6, 3)) * (1 - (0.6 * 0.2));
        // Three binomial deviations of 4000 cells.
        Assert.Equal(Math.Exp(-5 * (0.05 + byDrug)), Alive(CellRecord.RestingSignals), 0.02);
        Assert.Equal(Math.Exp(-5 * (0.05 + (0.6 * byDrug))), Alive(Mesenchymal), 0.023);

        double Alive(uint signals)
        {
            Dish dish = new(laws, StepHours, Cells / 5, _wild, signals: signals);
            dish.Live(drugged, 240);
            return dish.Share(CellKind.Tumour);
        }
    }

    [Fact]
    public void TCellsKillBySevenFactors()
    {
        TCellLaws laws = TCellLaws.Default(StepHours);
        // PD-L1 is 0.2 at rest: × (1 − 0.8 · 0.2).
        double plain = 6 * (1 - (0.8 * 0.2));
        Assert.Equal(plain, PerDay(default), 1e-4 * plain);
        Assert.Equal(plain / 2, PerDay(new HostSurroundings { Suppressor = 0.5f }), 1e-4 * plain);
        // Interferon of 0.5 nM raises PD-L1 to 0.2 + 0.8 / 2.
        Assert.Equal(6 * (1 - (0.8 * 0.6)), PerDay(new HostSurroundings { Interferon = 0.5f }), 1e-4 * plain);
        Assert.Equal(6, PerDay(new HostSurroundings { Interferon = 0.5f }, block: 1), 1e-4 * plain);
        Assert.Equal(plain * (1 - (51 / 255.0)), PerDay(default, exhaustion: 51), 1e-4 * plain);
        Assert.Equal(0.7 * plain, PerDay(default, emt: 0.51f), 1e-4 * plain);
        Assert.Equal(plain, PerDay(default, emt: 0.49f), 1e-4 * plain);
        Assert.Equal(0, PerDay(default, genotype: Genotype.ImmuneEvasion));

        double PerDay(HostSurroundings here, uint exhaustion = 0, float block = 0, float emt = 0, Genotype genotype = Genotype.None)
            => 24 * laws.KillingPerHour(in here, exhaustion, block, CellRecord.Founding(0, genotype, false), emt).Value;
    }

    // Cells that stay as mesenchymal as they are.
    private static TumourCell Frozen() => _laws with
    {
        Transition = _laws.Transition with { Up = Lag.Within(1e9, StepHours), Down = Lag.Within(1e9, StepHours) },
        Active = CellProcesses.Transition,
    };
}
