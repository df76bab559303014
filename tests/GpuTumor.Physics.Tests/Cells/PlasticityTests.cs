using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>What cells become without a mutation: persisters, mesenchymal, dormant, autophagic, switched, addicted.</summary>
public sealed class PlasticityTests
{
    private const float StepHours = 0.5f;
    private static readonly TumourCell _laws = TumourCell.Default(StepHours);
    private static readonly uint _wild = CellRecord.Founding(0, Genotype.None, false);

    [Fact]
    public void TheMesenchymalStateHasHysteresis()
    {
        // The drive rises and falls between 0.2 and 0.6 so slowly that the state follows.
        EpithelialMesenchymalTransition law = _laws.Transition;
        Scalar state = new(0);
        double turned = double.NaN;
        double turnedBack = double.NaN;
        for (int step = 0; step <= 400; step++)
        {
            double drive = 0.2 + (0.4 * (step <= 200 ? step / 200.0 : (400 - step) / 200.0));
            float before = state.Value;
            for (int i = 0; i < 5000; i++)
                state = law.Advance<Scalar, ScalarWord>(state, new Scalar((float)drive));
            if (before < 0.5 && state.Value >= 0.5)
                turned = drive;
            if (before >= 0.5 && state.Value < 0.5)
                turnedBack = drive;
        }

        Assert.Equal(0.5, turned, 5e-3); // steps of the drive are 0.002
        Assert.Equal(0.3, turnedBack, 5e-3);
    }

    [Fact]
    public void TheTransitionTakesThreeDaysUpAndSixDown()
    {
        EpithelialMesenchymalTransition law = _laws.Transition;
        Scalar up = new(0);
        Scalar down = new(1);
        for (int step = 0; step < 144; step++)
        {
            up = law.Up.Towards<Scalar, ScalarWord>(up, new Scalar(1));
            down = law.Down.Towards<Scalar, ScalarWord>(down, new Scalar(0));
        }

        Assert.Equal(1 - Math.Exp(-1), up.Value, 1e-5);
        Assert.Equal(Math.Exp(-0.5), down.Value, 1e-5);
    }

    [Theory]
    [InlineData(0.5f, 0.9)]
    [InlineData(0f, 0.1015)]
    [InlineData(1f, 0.1015)]
    public void StemnessIsGreatestHalfwayToMesenchymal(float state, double expected)
        => Assert.Equal(expected, _laws.Stemness.Of<Scalar, ScalarWord>(new Scalar(state)).Value, 1e-4);

    [Fact]
    public void MemoryIsLaidDownInAWeekAndLostInAMonth()
    {
        Dish dish = new(_laws with { Active = CellProcesses.Memory, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } }, StepHours, 400, _wild);
        dish.Live(Dish.Air with { TargetedDrug = new(10) }, 336);
        double stress = 1 - (1 - Hill(10)) - (Hill(10) * 0.05);
        double laid = stress * (1 - Math.Exp(-1));
        Assert.Equal(laid, dish.MeanSignal(CellRecord.MemoryShift), 3e-3);
        dish.Live(Dish.Air, 336);
        Assert.Equal(laid * Math.Exp(-7.0 / 30), dish.MeanSignal(CellRecord.MemoryShift), 3e-3);
    }

    [Fact]
    public void WithoutDrugThreeInAThousandArePersisters()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Persistence, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        // Turning back within ten hours here, so that fifty hours reach the balance.
        Dish dish = new(laws with { Persistence = _laws.Persistence with { Lost = Rate.PerHourOf(0.1) } }, StepHours, 20000, _wild);
        dish.Live(Dish.Air, 100);
        Assert.Equal(0.003, dish.Share(CellMode.Persister), 0.0012); // on/(on + off); three binomial deviations
    }

    [Fact]
    public void PersistersTurnBackInAWeekWithoutDrugAndExpandUnderIt()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Persistence, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        uint persister = CellRecord.Founding(0, Genotype.None, false, CellPhase.G1, CellMode.Persister);
        Dish rested = new(laws, StepHours, 3000, persister);
        rested.Live(Dish.Air, 336);
        Assert.Equal(Math.Exp(-1), rested.Share(CellMode.Persister), 0.027); // three binomial deviations
        Dish drugged = new(laws, StepHours, 1500, persister);
        drugged.Live(Dish.Air with { TargetedDrug = new(100) }, 1440);
        Assert.Equal(1 - Math.Exp(-0.21), drugged.Share(CellMode.ExpandedPersister), 0.031); // 20 % in 30 d
        Assert.Equal(0, drugged.Divisions);
    }

    [Fact]
    public void AnInhibitorOfChromatinEnzymesKillsPersistersAndMakesFewer()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Persistence, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        laws = laws with { Persistence = laws.Persistence with { Lost = Rate.Zero, EpigeneticInhibition = 0.9f, EpigeneticDeath = Rate.PerDayOf(0.3) } };
        Dish persisters = new(laws, StepHours, 4000, CellRecord.Founding(0, Genotype.None, false, CellPhase.G1, CellMode.Persister));
        persisters.Live(Dish.Air, 96);
        Assert.Equal(Math.Exp(-0.6), persisters.Share(CellKind.Tumour), 0.024); // three binomial deviations
        // A hundred times the rate on, so that a few hundred cells show its tenth.
        laws = laws with { Persistence = laws.Persistence with { Induced = Rate.PerDayOf(0.1), EpigeneticDeath = Rate.Zero, Expanding = Rate.Zero } };
        Dish normal = new(laws, StepHours, 4000, _wild);
        normal.Live(Dish.Air with { TargetedDrug = new(100) }, 192);
        Assert.Equal(1 - Math.Exp(-0.1 * 0.1 * 4), normal.Share(CellMode.Persister), 0.0095);
    }

    [Fact]
    public void DormantCellsDoNotDivideAndWakeByInflammation()
    {
        uint dormant = CellRecord.Founding(0, Genotype.None, false, CellPhase.G1, CellMode.Dormant);
        TumourCell laws = _laws with { Active = CellProcesses.Dormancy, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        laws = laws with { Dormancy = laws.Dormancy with { Waking = Rate.PerDayOf(0.2) } };
        Dish quiet = new(laws, StepHours, 10000, dormant);
        quiet.Live(Dish.Air with { Ecm = new(0) }, 48, mayDivide: 1);
        Assert.Equal(Math.Exp(-0.2 * 1.4 * 0.1015), quiet.Share(CellMode.Dormant), 0.005);
        Dish inflamed = new(laws, StepHours, 10000, dormant);
        inflamed.Live(Dish.Air with { Ecm = new(0), Damp = new(0.5f) }, 48);
        Assert.Equal(Math.Exp(-0.2 * 3.9 * 0.1015), inflamed.Share(CellMode.Dormant), 0.008);
    }

    [Fact]
    public void AutophagyProtectsTheStarvingForTwoDays()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Autophagy, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        Dish dish = new(laws, StepHours, 5000, _wild);
        dish.Live(Dish.Air with { Oxygen = new(2) }, 95);
        Assert.All(dish.Statuses.Where(word => CellRecord.Kind(word) == CellKind.Tumour), word => Assert.NotEqual(0u, word & CellRecord.AutophagyBit));
        dish.Live(Dish.Air with { Oxygen = new(2) }, 1);
        Assert.Equal(Math.Exp(-0.6 * 2), dish.Share(CellKind.Tumour), 0.020);
        dish.Live(Dish.Air with { Oxygen = new(2) }, 48);
        Assert.Equal(Math.Exp(-(0.6 * 2) - 1), dish.Share(CellKind.Tumour), 0.014);
        // Fed again, they are no longer autophagic.
        dish.Live(Dish.Air, 1);
        Assert.All(dish.Statuses, word => Assert.True(CellRecord.Kind(word) != CellKind.Tumour || (word & (CellRecord.AutophagyBit | CellRecord.AgeMask)) == 0u));
    }

    [Fact]
    public void HypoxicCellsSwitchTheirMetabolismAndBearLessOxygen()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Metabolism, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        Dish dish = new(laws, StepHours, 10000, _wild);
        dish.Live(Dish.Air with { Oxygen = new(5) }, 48);
        Assert.Equal(1 - Math.Exp(-0.2), dish.Statuses.Average(word => (word & CellRecord.MetabolismBit) != 0u ? 1.0 : 0.0), 0.0115);
        Assert.Equal(0.5f, laws.Metabolism.UptakeKept(_wild | CellRecord.MetabolismBit));
        Dish switched = new(laws with { Metabolism = laws.Metabolism with { Off = Rate.Zero } }, StepHours, 5000, _wild | CellRecord.MetabolismBit);
        switched.Live(Dish.Air with { Oxygen = new(2.5f) }, 48);
        Assert.Equal(1, switched.Share(CellKind.Tumour));
    }

    [Fact]
    public void ALonelyCellWithoutMatrixDiesOfAnoikis()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Anoikis, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        double Alive(float matrix, float neighbours)
        {
            Dish dish = new(laws, StepHours, 10000, _wild);
            dish.Live(Dish.Air with { Ecm = new(matrix), Neighbours = new(neighbours) }, 48);
            return dish.Share(CellKind.Tumour);
        }

        Assert.Equal(Math.Exp(-(1 - (0.8 * 0.2))), Alive(0, 0), 0.015); // AKT at rest protects by 0.16
        Assert.Equal(1, Alive(0.3f, 0));
        Assert.Equal(1, Alive(0, 1f / 26));
    }

    [Fact]
    public void AnAddictedCloneThrivesOnlyUnderTheDrug()
    {
        uint addicted = CellRecord.Founding(0, Genotype.Addicted | Genotype.Bypass, false);
        TumourCell laws = _laws with { Active = CellProcesses.None };
        double Rate(float drug)
        {
            Dish dish = new(laws, StepHours, 5000, addicted);
            dish.Live(Dish.Air with { TargetedDrug = new(drug) }, 48, mayDivide: 1);
            return dish.Divisions - (5000 * (1 - dish.Share(CellKind.Tumour)));
        }

        Assert.True(Rate(1) > 0);
        Assert.True(Rate(0) < 0);
    }

    [Fact]
    public void ANextDrugShutsAnAlteredTargetUntilItAltersAgain()
    {
        TumourCell laws = _laws with { Active = CellProcesses.NextDrug };
        double Erk(Genotype genotype)
        {
            Surroundings<Scalar> here = Dish.Air with { NextDrug = new(1) };
            return CellStep.Sense(in laws, in here, new ScalarWord(CellRecord.Founding(0, genotype, false)), new ScalarWord(0)).Erk.Value;
        }

        Assert.Equal(Erk(Genotype.None), Erk(Genotype.Target), 1e-6);
        Assert.InRange(Erk(Genotype.Target), 0, 0.1);
        Assert.InRange(Erk(Genotype.Target | Genotype.SecondTarget), 0.95, 1);
    }

    [Fact]
    public void ADoseCodeKeepsValuesOnAverage()
    {
        foreach (float value in (float[])[0f, 0.003f, 0.1f, 1.7f, 48f, 700f])
        {
            double sum = 0;
            for (uint draw = 0; draw < 256; draw++)
            {
                ScalarWord code = DoseCode.Drug.Encode<Scalar, ScalarWord>(new Scalar(value), new ScalarWord(draw));
                sum += DoseCode.Drug.Decode<Scalar, ScalarWord>(code, 0).Value;
            }

            // 256 draws resolve 1/256 of a step of 6 %, or of 0.008 near zero.
            Assert.Equal(value, sum / 256, Math.Max(2e-5, 3e-4 * value));
        }
    }

    private static double Hill(double drug) => Math.Pow(drug, 1.5) / (Math.Pow(drug, 1.5) + Math.Pow(0.1, 1.5));
}
