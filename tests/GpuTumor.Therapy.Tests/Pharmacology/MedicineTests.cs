using GpuTumor.Engine;

namespace GpuTumor.Therapy.Tests.Pharmacology;

/// <summary>The drugs of the table, against what is published of them.</summary>
public sealed class MedicineTests
{
    [Fact]
    public void TheTargetedDrugAccumulatesSevenfoldAndComesToOne()
    {
        Plasma plasma = SmallPatient.PlasmaOf(SmallPatient.Medicine("targeted_drug"));
        double first = 0;
        for (int dose = 0; dose < 60; dose++)
        {
            plasma.Give("targeted_drug", 1, 0);
            double before = plasma.Exposures[0];
            for (int i = 0; i < 24; i++)
                plasma.Advance(0.5);
            if (dose == 0)
                first = plasma.LevelOf("targeted_drug");
            if (dose == 59)
                Assert.Equal(1, (plasma.Exposures[0] - before) / 12, 1e-3);
        }

        // 1 / (1 - 2^(-12 h / 57 h)) = 7.36; published 7.4.
        Assert.Equal(7.36, plasma.LevelOf("targeted_drug") / first, 0.02);
    }

    [Fact]
    public void TheTargetedDrugIsHighestThreeHoursAfterASingleDose()
    {
        Plasma plasma = SmallPatient.PlasmaOf(SmallPatient.Medicine("targeted_drug"));
        plasma.Give("targeted_drug", 1, 0);
        (double Level, double Hours) highest = default;
        for (double hours = 0.05; hours < 12; hours += 0.05)
        {
            plasma.Advance(0.05);
            if (plasma.LevelOf("targeted_drug") > highest.Level)
                highest = (plasma.LevelOf("targeted_drug"), hours);
        }

        Assert.Equal(3, highest.Hours, 0.1);
    }

    [Theory]
    [InlineData("chemo_a", 1 / 12.0, 5)]
    [InlineData("chemo_b", 3, 4)]
    public void AnInfusionPeaksAsPublished(string name, double infusionHours, double peak)
    {
        Plasma plasma = SmallPatient.PlasmaOf(SmallPatient.Medicine(name));
        plasma.Give(name, 1, infusionHours);
        plasma.Advance(infusionHours);
        Assert.Equal(peak, plasma.LevelOf(name), 1e-9);
    }

    [Theory]
    [InlineData("targeted_drug", 57)]
    [InlineData("next_drug", 48)]
    [InlineData("akt_inhibitor", 12)]
    [InlineData("chemo_a", 30)]
    [InlineData("chemo_b", 20)]
    [InlineData("anti_pd1", 600)]
    [InlineData("ccr2_inhibitor", 8)]
    [InlineData("met_inhibitor", 24)]
    [InlineData("igf1r_inhibitor", 12)]
    [InlineData("mmp_inhibitor", 10)]
    [InlineData("caf_inhibitor", 12)]
    [InlineData("autophagy_inhibitor", 960)]
    [InlineData("pgp_inhibitor", 10)]
    [InlineData("epigenetic_drug", 3)]
    [InlineData("senolytic", 16)]
    public void TheLastHalfLifeIsThePublishedOne(string name, double hours)
    {
        Plasma plasma = SmallPatient.PlasmaOf(SmallPatient.Medicine(name));
        plasma.Give(name, 1, 0);
        plasma.Advance(12 * hours);
        double before = plasma.LevelOf(name);
        plasma.Advance(hours);
        Assert.Equal(0.5, plasma.LevelOf(name) / before, 1e-3);
    }

    [Fact]
    public void TheUsualLevelOfAPumpInhibitorBringsFullResistanceBelowTwofold()
    {
        Drug drug = SmallPatient.Medicine("pgp_inhibitor");
        Assert.InRange(1 + (92 * (1 - drug.Effect(drug.UsualLevel))), 1, 2);
    }

    [Fact]
    public void EveryDrugOfTheTableIsKnownByName()
    {
        string[] names =
        [
            "targeted_drug", "next_drug", "akt_inhibitor", "chemo_a", "chemo_b", "anti_pd1", "ccr2_inhibitor", "met_inhibitor", "igf1r_inhibitor",
            "mmp_inhibitor", "caf_inhibitor", "autophagy_inhibitor", "pgp_inhibitor", "epigenetic_drug", "senolytic",
        ];
        Model model = SmallPatient.Of($"drugs: {{ {string.Join(", ", names.Select(name => name + ": {}"))} }}");
        Assert.Equal(names, model.Pharmacology.Select(drug => drug.Name));
        Assert.All(model.Pharmacology, drug => Assert.True(drug.Rise > 0 && drug.UsualLevel > 0));
    }
}
