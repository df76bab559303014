using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>The signalling chain of one cell against its closed forms.</summary>
public sealed class SignallingTests
{
    private const float StepHours = 0.5f;
    private static readonly TumourCell _laws = TumourCell.Default(StepHours) with { Active = CellProcesses.None };

    private static Surroundings<Scalar> Around(float drug = 0, float hgf = 0, float igf1 = 0, float inhibitor = 0, float oxygen = 60)
        => new()
        {
            Oxygen = new(oxygen),
            TargetedDrug = new(drug),
            AktInhibitor = new(inhibitor),
            Hgf = new(hgf),
            Igf1 = new(igf1),
            Neighbours = new(0),
            DistanceToRoom = new(1),
        };

    private static uint Status(Genotype genotype = Genotype.None, bool fra1Knockdown = false)
        => CellRecord.Founding(0, genotype, fra1Knockdown);

    private static float Hill(double x, double k, double n) => (float)(Math.Pow(x, n) / (Math.Pow(x, n) + Math.Pow(k, n)));

    // A population of cells, each with its own draws, for some steps.
    private static (double Alive, double[] Signals) Live(Surroundings<Scalar> here, uint status, int steps, int cells, uint mayDivide = 0)
    {
        Dish dish = new(_laws, StepHours, cells, status);
        dish.Live(here, steps, mayDivide);
        return (dish.Share(CellKind.Tumour), dish.MeanSignals(here));
    }

    [Theory]
    [InlineData(0.01f, Genotype.None, 0.1)]
    [InlineData(0.1f, Genotype.None, 0.1)]
    [InlineData(1f, Genotype.None, 0.1)]
    [InlineData(1f, Genotype.Target, 10)]
    [InlineData(10f, Genotype.Target, 10)]
    public void TheDrugInhibitsByItsHillCurve(float drug, Genotype genotype, double halfMaximum)
    {
        float inhibition = _laws.Drug.Inhibition(
            new Scalar(drug), new Scalar(0), new ScalarWord(Status(genotype)), Genotype.Target).Value;
        Assert.Equal(Hill(drug, halfMaximum, 1.5), inhibition, 1e-6f); // a few units in the last place of the polynomials
    }

    [Fact]
    public void WithoutDrugErkIsOnAndTheSecretomeOff()
    {
        (_, double[] signals) = Live(Around(), Status(), 96, 300);
        Assert.Equal(1.0, signals[0], 1e-2);
        Assert.Equal(1.0, signals[1], 1e-2);
        Assert.InRange(signals[2], 0.0, 0.01);
        Assert.Equal(0.2, signals[3], 4e-3); // half a code of the byte is 0.002
    }

    [Fact]
    public void UnderTheDrugSensitiveCellsLoseFra1AndReleaseTheSecretome()
    {
        const int Steps = 96;
        (_, double[] signals) = Live(Around(drug: 1), Status(), Steps, 4000);

        // The chain integrated in double: F relaxes to its target, S to its own.
        double inhibition = Hill(1, 0.1, 1.5);
        double erk = (1 - inhibition) + (inhibition * 0.05);
        double fra1 = 1;
        double secretome = 0;
        for (int step = 0; step < Steps; step++)
        {
            double wantedFra1 = Math.Min(1, 1.09 * Hill(erk, 0.3, 2));
            fra1 += (wantedFra1 - fra1) * (1 - Math.Exp(-StepHours / 6));
            secretome += ((1.06 * Hill(1 - fra1, 0.5, 4)) - secretome) * (1 - Math.Exp(-StepHours / 24));
        }

        Assert.Equal(erk, signals[0], 4e-3);
        // Stochastic rounding keeps increments far below 1/255 on average; 4000 cells leave a spread of about 3e-4.
        Assert.Equal(fra1, signals[1], 3e-3);
        Assert.Equal(secretome, signals[2], 3e-3);
        Assert.True(secretome > 0.7);
    }

    [Fact]
    public void ResistantCellsKeepFra1UnderTheDrug()
    {
        (_, double[] signals) = Live(Around(drug: 1), Status(Genotype.Target), 96, 500);
        Assert.InRange(signals[1], 0.95, 1.0);
        Assert.InRange(signals[2], 0.0, 0.01);
    }

    [Fact]
    public void ASilencedFra1ReleasesTheSecretomeWithoutDrug()
    {
        (_, double[] signals) = Live(Around(), Status(fra1Knockdown: true), 240, 200);
        Assert.Equal(0, signals[1], 1e-6);
        Assert.InRange(signals[2], 0.97, 1.0);
    }

    [Fact]
    public void GrowthFactorsRaiseAktAndTheInhibitorShutsIt()
    {
        (_, double[] with) = Live(Around(hgf: 2.5f, igf1: 4), Status(), 4, 50);
        double expected = 0.2 + (0.35 * Hill(2.5, 0.25, 1)) + (0.3 * Hill(4, 1, 1));
        Assert.Equal(expected, with[3], 4e-3);
        (_, double[] inhibited) = Live(Around(hgf: 2.5f, igf1: 4, inhibitor: 0.9f), Status(), 4, 50);
        Assert.Equal(expected * (1 - Hill(0.9, 0.1, 1)), inhibited[3], 4e-3);
    }

    [Fact]
    public void SurvivalUnderTheDrugFollowsTheExponential()
    {
        const int Steps = 144; // three days
        (double alive, _) = Live(Around(drug: 1), Status(), Steps, 20000);
        double inhibition = Hill(1, 0.1, 1.5);
        double erk = (1 - inhibition) + (inhibition * 0.05);
        double perDay = 0.05 + (0.35 * Hill(1 - erk, 0.6, 3) * (1 - (0.6 * 0.2)));
        // Binomial spread of 20 000 cells: 0.0034; three of them.
        Assert.Equal(Math.Exp(-perDay * 3), alive, 0.0105);
    }

    [Fact]
    public void HgfRescuesPartOfTheSensitiveCells()
    {
        (double with, _) = Live(Around(drug: 1, hgf: 0.6f), Status(), 144, 10000);
        (double without, _) = Live(Around(drug: 1), Status(), 144, 10000);
        Assert.True(with > without + 0.05, $"with HGF {with}, without {without}");
        Assert.True(with < 0.95);
    }

    [Fact]
    public void WithoutOxygenCellsTurnNecrotic()
    {
        Dish dish = new(_laws, StepHours, 4000, Status());
        dish.Live(Around(oxygen: 1), 48);

        // One day at 1.0/d of necrosis and 0.05/d of apoptosis: 1/1.05 of the dead are necrotic. Spread 0.0077; three.
        double expected = (1 - Math.Exp(-1.05)) / 1.05;
        Assert.Equal(expected, dish.Share(CellKind.Necrotic), 0.023);
    }

    [Fact]
    public void AnApoptoticBodyStaysTwelveHours()
    {
        Dish dish = new(_laws, StepHours, 1, (Status() & ~CellRecord.KindMask) | (uint)CellKind.Apoptotic);
        int steps = 0;
        while (dish.Share(CellKind.Empty) < 1)
        {
            dish.Live(Around(), 1);
            steps++;
        }

        Assert.Equal(24, steps);
    }
}
