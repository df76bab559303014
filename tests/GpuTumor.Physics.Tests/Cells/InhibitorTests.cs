using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests.Cells;

/// <summary>Drugs that act on tumour cells by their level in blood, each against its closed form.</summary>
public sealed class InhibitorTests
{
    private const float StepHours = 0.5f;
    private static readonly uint _wild = CellRecord.Founding(0, Genotype.None, false);
    private static readonly TumourCell _laws = TumourCell.Default(StepHours);

    [Fact]
    public void WithoutDrugInBloodTheLawsAreTheModelsOwn()
    {
        TumourCell laws = _laws with { Efflux = _laws.Efflux with { Inhibition = 0.3f } };
        Assert.Equal(laws with { Active = laws.Active & ~(CellProcesses.Senolysis | CellProcesses.Couplings) }, Under(laws, DrugAction.MetInhibition, 0));
        Assert.Equal(CellProcesses.None, Under(laws, DrugAction.MetInhibition, 1).Active & CellProcesses.Senolysis);
        Assert.NotEqual(CellProcesses.None, Under(laws, DrugAction.Senolysis, 0).Active & CellProcesses.Senolysis);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(10f)]
    public void AMetInhibitorTakesWhatHgfGives(float level)
    {
        TumourCell laws = Under(_laws with { Active = CellProcesses.Transition }, DrugAction.MetInhibition, level);
        Surroundings<Scalar> here = Dish.Air with { TargetedDrug = new(1), Hgf = new(0.25f), Neighbours = new(0), Ecm = new(0) };
        CellActivity<Scalar> activity = CellStep.Sense(in laws, in here, new ScalarWord(_wild), new ScalarWord(0));
        double left = 1 - Effect(level);
        double inhibited = Math.Pow(1, 1.5) / (1 + Math.Pow(0.1, 1.5));
        double erk = (1 - inhibited) + (inhibited * (0.05 + (0.15 * 0.5 * left)));
        Assert.Equal(erk, activity.Erk.Value, 1e-5);
        double akt = 0.2 + (0.35 * 0.5 * left * (1 + (0.5 * (1 - erk))));
        Assert.Equal(akt, activity.Akt.Value, 1e-5);
        CellLevels<Scalar> levels = default;
        double drive = (0.35 * activity.Hypoxia.Value) + (0.35 * 0.5 * left * akt);
        Assert.Equal(drive, laws.Transition.Drive<Scalar, ScalarWord>(in activity, in levels, new Scalar(0)).Value, 1e-5);
    }

    [Fact]
    public void AMetInhibitorStopsThePullOfHgfOnMigratingCells()
    {
        PresentLaws laws = Laws(_laws, DrugAction.MetInhibition, 0.1f, Migration.Default);
        Assert.Equal(1f, laws.Migration.AlongHgf, 1e-6f); // half of 2
        Assert.Equal(Migration.Default with { AlongHgf = laws.Migration.AlongHgf }, laws.Migration);
    }

    [Fact]
    public void AnIgf1ReceptorInhibitorTakesWhatIgf1Gives()
    {
        TumourCell laws = Under(_laws with { Active = CellProcesses.None }, DrugAction.Igf1ReceptorInhibition, 0.3f);
        Surroundings<Scalar> here = Dish.Air with { Igf1 = new(3), Ecm = new(0) };
        double akt = CellStep.Sense(in laws, in here, new ScalarWord(_wild), new ScalarWord(0)).Akt.Value;
        Assert.Equal(0.2 + (0.3 * 0.75 * (1 - Effect(0.3))), akt, 1e-5);
    }

    [Fact]
    public void HgfRescuesSensitiveCellsUnlessMetIsInhibited()
    {
        // Three days of a drug that kills PC9-like cells at 1.2/d: the specification's second set.
        TumourCell laws = _laws with { Active = CellProcesses.None, Apoptosis = _laws.Apoptosis with { Targeted = Rate.PerDayOf(1.2) } };
        double Viable(float hgf, TumourCell cells, float aktInhibitor = 0)
        {
            Dish dish = new(cells, StepHours, 4000, _wild);
            dish.Live(Dish.Air with { TargetedDrug = new(1), Hgf = new(hgf), AktInhibitor = new(aktInhibitor), Ecm = new(0) }, 144);
            return dish.Share(CellKind.Tumour);
        }

        double without = Viable(0, laws);
        TumourCell inhibited = Under(laws, DrugAction.MetInhibition, 5);
        Assert.True(Viable(0.6f, laws) > 1.3 * without);
        // An effect of 0.98; 4000 cells leave 5 % of what is alive.
        Assert.InRange(Viable(0.6f, inhibited) / without, 0.85, 1.2);
        Assert.InRange(Viable(0.6f, inhibited, aktInhibitor: 0.9f) / Viable(0, laws, aktInhibitor: 0.9f), 0.8, 1.2);
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(1f)]
    public void APGlycoproteinInhibitorBringsResistanceBackBelowTwofold(float level)
    {
        double inhibited = HalfLethalDose(level, Under(_laws, DrugAction.PgpInhibition, 1, halfEffect: 0.005)) / HalfLethalDose(0, _laws);
        double free = HalfLethalDose(level, _laws) / HalfLethalDose(0, _laws);
        Assert.InRange(inhibited, 1, 2);
        Assert.True(free > 5, $"{free}-fold without the inhibitor");
    }

    [Fact]
    public void AnAutophagyInhibitorLeavesTheStarvingWithoutProtection()
    {
        TumourCell starving = _laws with { Active = CellProcesses.Autophagy, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        foreach (float level in (float[])[0.1f, 1e6f])
        {
            Dish dish = new(Under(starving, DrugAction.AutophagyInhibition, level), StepHours, 5000, _wild);
            dish.Live(Dish.Air with { Oxygen = new(2) }, 48);
            // One day at 1/d, of which autophagy spares 0.4 · (1 − I).
            Assert.Equal(Math.Exp(-(1 - (0.4 * (1 - Effect(level))))), dish.Share(CellKind.Tumour), 0.021); // three binomial deviations
        }
    }

    [Fact]
    public void AnEpigeneticDrugMakesFewerPersistersAndKillsThem()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Persistence, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        laws = laws with { Persistence = laws.Persistence with { Lost = Rate.Zero, Expanding = Rate.Zero, Induced = Rate.PerDayOf(0.1) } };
        double effect = Effect(0.4);
        TumourCell drugged = Under(laws, DrugAction.EpigeneticReset, 0.4f);
        Dish persisters = new(drugged, StepHours, 5000, CellRecord.Founding(0, Genotype.None, false, CellPhase.G1, CellMode.Persister));
        persisters.Live(Dish.Air, 96);
        Assert.Equal(Math.Exp(-0.3 * effect * 2), persisters.Share(CellKind.Tumour), 0.021); // three binomial deviations
        Dish normal = new(drugged, StepHours, 4000, _wild);
        normal.Live(Dish.Air with { TargetedDrug = new(100) }, 96);
        // The balance of those who become persisters in two days, and die of it.
        (double on, double death) = (0.1 * (1 - (0.9 * effect)), 0.3 * effect);
        double expected = on / (death - on) * (Math.Exp(-on * 2) - Math.Exp(-death * 2));
        Assert.Equal(expected, normal.Share(CellMode.Persister) * normal.Share(CellKind.Tumour), 0.011);
    }

    [Fact]
    public void ASenolyticLeavesATenthOfTheSenescentCellsADay()
    {
        TumourCell laws = _laws with { Active = CellProcesses.Senolysis | CellProcesses.Chemotherapy, Apoptosis = default(Apoptosis) with { FromLostErk = new Hill(1, 1) } };
        uint senescent = CellRecord.Founding(0, Genotype.None, false, CellPhase.Senescent, CellMode.Normal);
        TumourCell drugged = Under(laws, DrugAction.Senolysis, 1e6f);
        Dish dish = new(drugged, StepHours, 5000, senescent);
        dish.Live(Dish.Air, 48);
        Assert.Equal(0.1, dish.Share(CellKind.Tumour), 0.013); // three binomial deviations
        Dish half = new(Under(laws, DrugAction.Senolysis, 0.1f), StepHours, 5000, senescent);
        half.Live(Dish.Air, 48);
        Assert.Equal(Math.Sqrt(0.1), half.Share(CellKind.Tumour), 0.02);
        Dish healthy = new(drugged, StepHours, 500, _wild);
        healthy.Live(Dish.Air, 48);
        Assert.Equal(1, healthy.Share(CellKind.Tumour));
    }

    [Fact]
    public void TwoDrugsOfAnActionActTogether()
    {
        Model model = Model(_laws, [Drug("first", DrugAction.PgpInhibition), Drug("second", DrugAction.PgpInhibition)]);
        PresentLaws laws = new(model);
        laws.Follow([0.1f, 0.3f]);
        Assert.Equal(1 - (0.5 * 0.25), laws.Cell.Efflux.Inhibition, 1e-6);
        laws.Follow([0f, 0f]);
        Assert.Equal(0f, laws.Cell.Efflux.Inhibition);
    }

    private static double Effect(double level) => level / (level + 0.1);

    private static TumourCell Under(TumourCell laws, DrugAction action, float level, double halfEffect = 0.1)
        => Laws(laws, action, level, default, halfEffect).Cell;

    private static PresentLaws Laws(TumourCell laws, DrugAction action, float level, Migration migration, double halfEffect = 0.1)
    {
        PresentLaws present = new(Model(laws, [Drug("drug", action) with { HalfEffect = halfEffect }]) with { Migration = migration });
        present.Follow([level]);
        return present;
    }

    private static Drug Drug(string name, DrugAction action) => new()
    {
        Name = name,
        Disposition = Disposition.OfHalfLives([12], [1]),
        Rise = 1,
        UsualLevel = 1,
        Action = action,
        HalfEffect = 0.1,
    };

    // With fields of all that the laws hear, so that nothing is left out of the step.
    private static Model Model(TumourCell laws, Drug[] drugs) => new()
    {
        Name = "dish",
        Seed = 1,
        Grid = new Grid(8, 8, 8, 20),
        StepHours = StepHours,
        Steps = 1,
        Fields = [.. SensedRoles.All.Select(role => new FieldDefinition { Name = $"{role}", Unit = "1", Role = role, Diffusivity = 1 })],
        Founders = [new Founder("one", Genotype.None, 1)],
        Seeding = new Seeding(1),
        TumourCell = laws,
        Drugs = [.. drugs.Select(drug => drug.Name)],
        Pharmacology = drugs,
    };

    // The dose of chemotherapy A at which, after a day of it, the rate of death of an S-phase cell of mean weight is half of the fastest.
    private static double HalfLethalDose(float level, TumourCell laws)
    {
        ChemoUptake law = laws.ChemoA with { Synthesising = 1 };
        ScalarWord status = new(_wild);
        Scalar working = laws.Efflux.AtWork(new Scalar(level), new Scalar(60), status);
        (double low, double high) = (1e-3, 1e3);
        for (int i = 0; i < 40; i++)
        {
            double dose = Math.Sqrt(low * high);
            Scalar inside = new(0);
            Scalar damage = new(0);
            for (int step = 0; step < 48; step++)
            {
                Scalar harm = law.Advance(ref inside, new Scalar((float)dose), working, new ScalarWord((uint)CellPhase.S), StepHours);
                damage = laws.Damage.Advance(damage, harm, new Scalar(0), status, StepHours);
            }

            (low, high) = damage.Value < 1 ? (dose, high) : (low, dose);
        }

        return Math.Sqrt(low * high);
    }
}
