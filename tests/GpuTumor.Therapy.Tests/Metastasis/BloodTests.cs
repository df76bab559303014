using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Therapy.Tests.Metastasis;

/// <summary>What the surroundings of circulating and of sleeping cells do to them.</summary>
public sealed class BloodTests
{
    private const string Blood = "vessels: { spacing: 60 um }\ncirculation: { entry: 0 /d }\n"
        + "fields: { oxygen: {}, targeted_drug: {}, next_drug: {}, akt_inhibitor: {}, chemo_a: {}, chemo_b: {}, damp: {} }\n";

    [Theory]
    [InlineData("targeted_drug", 1, Genotype.None)]
    [InlineData("next_drug", 1, Genotype.Target)]
    // So much that it kills within the hour that cells stay; usual levels kill those that were hurt before.
    [InlineData("chemo_a", 2000, Genotype.None)]
    [InlineData("chemo_b", 4000, Genotype.None)]
    public void EveryDrugThatKillsDoesSoInTheBlood(string drug, float level, Genotype genotype)
    {
        Assert.True(DiedOfDrugs(drug, level, genotype) > 1000);
        Assert.Equal(0, DiedOfDrugs(drug, 0f, genotype));
    }

    [Fact]
    public void MutationsProtectFromTheTargetedDrugInTheBloodAsElsewhere()
    {
        long sensitive = DiedOfDrugs("targeted_drug", 1f, Genotype.None);
        Assert.True(DiedOfDrugs("targeted_drug", 1f, Genotype.Target) < 0.05 * sensitive);
        Assert.True(DiedOfDrugs("targeted_drug", 1f, Genotype.Bypass) < 0.5 * sensitive);
    }

    [Fact]
    public void DamageThatACellBringsAlongKillsItInTheBlood()
    {
        Model model = SmallPatient.Of(Blood);
        using Engine.Patient patient = new(model, new QuietBackend(0f));
        CellState cell = CellState.Founding(model.Founders, 0);
        uint hurt = DoseCode.Damage.Encode<Scalar, ScalarWord>(Scalar.Of(2f), new ScalarWord(0u)).Value << CellRecord.DamageShift;
        patient.Circulation!.Inject(cell with { Exposure = hurt }, 1_000_000, 1);
        patient.Advance(new Clock(0, 0.5), 6, CancellationToken.None);
        CirculatingClass one = Assert.Single(patient.Circulation.Classes);
        // 1.2/d at d = 2, × (1 − 0.4 · 0.2), among hazards of 2/h.
        Assert.InRange(one.DiedOfDrugs / 1e6, 0.01, 0.03);
        Assert.Equal(one.Entered, one.DiedOfShear + one.DiedOfAnoikis + one.DiedOfDrugs + one.Arrested.Sum() + one.Circulating);
    }

    [Fact]
    public void AnAktInhibitorTakesCirculatingCellsTheirResistanceToAnoikis()
    {
        Assert.True(DiedOfAnoikis(1f) > 1.1 * DiedOfAnoikis(0f));

        static long DiedOfAnoikis(float level) => AfterHours("akt_inhibitor", level, Genotype.Pi3k).DiedOfAnoikis;
    }

    [Fact]
    public void InflammationWakesTheDormant()
    {
        long calm = Woken(0f);
        long inflamed = Woken(5f);
        // × (1 + 5 · hill(5, 0.5) + 2 · 0.2) / (1 + 2 · 0.2), only once there is a lattice that can be inflamed.
        Assert.InRange(inflamed / (double)calm, 2, 5);

        static long Woken(float damp)
        {
            Model model = SmallPatient.Of(Blood + "sites: { lung: { size: [24, 24, 24], dormant: 99 %, early_death: 0 /d, awakening: 0.2 /d } }");
            using Engine.Patient patient = new(model, new QuietBackend(0f) { DistantDamp = damp });
            patient.Circulation!.Inject(CellState.Founding(model.Founders, 0), 400_000, 1);
            patient.Advance(new Clock(0, 0.5), 48 * 8, CancellationToken.None);
            return Assert.Single(patient.Circulation.Classes).Woken[1];
        }
    }

    [Fact]
    public void CellsNeitherEnterNorLeaveByVesselsThatHaveCollapsed()
    {
        Assert.Equal(0, Arrested(_ => 0));
        Assert.True(Arrested(_ => 255) > 0);

        static long Arrested(Func<int, byte> perfusion)
        {
            Model model = SmallPatient.Of(Blood.Replace("60 um", "60 um, collapse: 0.05 /d", StringComparison.Ordinal));
            using Engine.Patient patient = new(model, new QuietBackend(0f) { PrimaryPerfusion = perfusion });
            patient.Circulation!.Inject(CellState.Founding(model.Founders, 0), 10_000, 1);
            patient.Advance(new Clock(0, 0.5), 4, CancellationToken.None);
            return Assert.Single(patient.Circulation.Classes).Arrested.Sum();
        }
    }

    private static long DiedOfDrugs(string drug, float level, Genotype genotype) => AfterHours(drug, level, genotype).DiedOfDrugs;

    private static CirculatingClass AfterHours(string drug, float level, Genotype genotype)
    {
        Model model = SmallPatient.Of(Blood);
        model = model with { Founders = [model.Founders[0] with { Genotype = genotype }] };
        using Engine.Patient patient = new(model, new QuietBackend(0f));
        patient.Plasma.Hold(drug, level);
        patient.Circulation!.Inject(CellState.Founding(model.Founders, 0), 1_000_000, 1);
        patient.Advance(new Clock(0, 0.5), 6, CancellationToken.None);
        return Assert.Single(patient.Circulation.Classes);
    }
}
