using GpuTumor.Engine;

namespace GpuTumor.Therapy.Tests.Pharmacology;

public sealed class PlasmaTests
{
    // Sums of a few exponentials in double precision.
    private const double Rounding = 1e-11;

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(7)]
    public void APillFollowsBatemansFunctionWhateverTheStep(double stepHours)
    {
        const double Absorption = 1.65;
        double loss = Math.Log(2) / 57;
        Plasma plasma = SmallPatient.PlasmaOf(Simple(Disposition.OfHalfLives([57], [1]), Absorption));
        plasma.Give("x", 2, 0);
        for (double hours = stepHours; hours <= 70; hours += stepHours)
        {
            plasma.Advance(stepHours);
            double expected = 2 * Absorption / (Absorption - loss) * (Math.Exp(-loss * hours) - Math.Exp(-Absorption * hours));
            Assert.Equal(expected, plasma.LevelOf("x"), Rounding);
        }
    }

    [Fact]
    public void APillThatIsAbsorbedAsFastAsItIsLostHasItsOwnClosedForm()
    {
        Plasma plasma = SmallPatient.PlasmaOf(Simple(Disposition.OfHalfLives([1], [1]), Math.Log(2)));
        plasma.Give("x", 1, 0);
        plasma.Advance(3);
        Assert.Equal(Math.Log(2) * 3 / 8, plasma.LevelOf("x"), Rounding);
    }

    [Fact]
    public void ABolusFallsInThreeExponentials()
    {
        Plasma plasma = SmallPatient.PlasmaOf(Simple(Disposition.OfHalfLives([1 / 12.0, 1.75, 30], [0.7, 0.2, 0.1])));
        plasma.Give("x", 5, 0);
        Assert.Equal(5, plasma.LevelOf("x"), Rounding);
        plasma.Advance(0.5);
        plasma.Advance(29.5);
        double expected = 5 * ((0.7 * Math.Pow(2, -360)) + (0.2 * Math.Pow(2, -30 / 1.75)) + (0.1 / 2));
        Assert.Equal(expected, plasma.LevelOf("x"), Rounding);
    }

    [Fact]
    public void AnInfusionMayEndWithinAStep()
    {
        double rate = Math.Log(2) / 6;
        Plasma plasma = SmallPatient.PlasmaOf(Simple(Disposition.OfHalfLives([6], [1])));
        plasma.Give("x", 3, 3.25);
        for (int i = 0; i < 8; i++)
            plasma.Advance(0.5);
        double end = 3 / 3.25 * (1 - Math.Exp(-rate * 3.25)) / rate;
        Assert.Equal(end * Math.Exp(-rate * 0.75), plasma.LevelOf("x"), Rounding);
    }

    [Fact]
    public void NoneOfADoseIsLostBetweenGutBloodAndTheOtherCompartments()
    {
        Disposition disposition = Disposition.OfHalfLives([1 / 12.0, 1.75, 30], [0.7, 0.2, 0.1]);
        // k₁₀ = 1/area of a unit bolus.
        double elimination = 1 / disposition.AreaHours;
        Plasma plasma = SmallPatient.PlasmaOf(Simple(disposition, absorption: 0.8));
        plasma.Give("x", 3, 0);
        Assert.Equal(3, plasma.WhereaboutsOf("x").Gut, Rounding);
        for (int i = 0; i < 40; i++)
        {
            plasma.Advance(0.5);
            DrugWhereabouts now = plasma.WhereaboutsOf("x");
            Assert.All(now.Beside, level => Assert.True(level > 0));
            Assert.Equal(3, now.Gut + now.Blood + now.Beside.Sum() + (elimination * plasma.Exposures[0]), 1e-9);
        }
    }

    [Fact]
    public void DosesSuperpose()
    {
        Drug drug = Simple(Disposition.OfHalfLives([2, 20], [0.6, 0.4]), 0.8);
        (Plasma both, Plasma first, Plasma second) = (SmallPatient.PlasmaOf(drug), SmallPatient.PlasmaOf(drug), SmallPatient.PlasmaOf(drug));
        both.Give("x", 1, 0);
        first.Give("x", 1, 0);
        foreach (Plasma plasma in new[] { both, first, second })
            plasma.Advance(5);
        both.Give("x", 3, 0);
        second.Give("x", 3, 0);
        foreach (Plasma plasma in new[] { both, first, second })
            plasma.Advance(11);
        Assert.Equal(first.LevelOf("x") + second.LevelOf("x"), both.LevelOf("x"), Rounding);
    }

    [Fact]
    public void TheTissueFeelsTheMeanOfAStepSoThatNoAreaIsLost()
    {
        Drug drug = Simple(Disposition.OfHalfLives([1 / 12.0, 1.75, 30], [0.94, 0.05, 0.01]));
        Plasma plasma = SmallPatient.PlasmaOf(drug);
        plasma.Give("x", 1, 1 / 12.0);
        double area = 0;
        for (int i = 0; i < 4000; i++)
        {
            plasma.Advance(0.5);
            area += plasma.Levels[0] * 0.5;
        }

        // Levels reach the tissue in single precision.
        Assert.Equal(1, area / drug.Disposition.AreaHours, 1e-6);
        Assert.Equal(drug.Disposition.AreaHours, plasma.Exposures[0], 1e-9);
    }

    [Theory]
    [InlineData(0.3, 0, 0, 0, 0)]
    [InlineData(0.3, 0.5, 0.2, 0, 0)]
    [InlineData(0.2, 1.5, 0.4, 0.3, 0.05)]
    [InlineData(0.2, 1.5, 0.4, 0.3, 0.4)]
    public void CompartmentsAndTheirExponentialsAreTheSame(double elimination, double out1, double back1, double out2, double back2)
    {
        (double, double)[] exchanges = [.. new[] { (out1, back1), (out2, back2) }.Where(e => e.Item1 > 0)];
        Plasma plasma = SmallPatient.PlasmaOf(Simple(Disposition.OfCompartments(elimination, exchanges)));
        plasma.Give("x", 1, 0);
        double[] amounts = [1, 0, 0];
        const double Step = 0.01;
        for (int i = 0; i < 800; i++)
            amounts = RungeKutta(amounts, Step, elimination, out1, back1, out2, back2);
        plasma.Advance(8);
        // Fourth order with 0.01 h.
        Assert.Equal(amounts[0], plasma.LevelOf("x"), 1e-8);
        IReadOnlyList<double> beside = plasma.WhereaboutsOf("x").Beside;
        Assert.Equal(amounts[1] + amounts[2], beside.Sum(), 1e-8);
        // Two that give back equally fast are one.
        Assert.Equal(exchanges.Select(exchange => exchange.Item2).Distinct().Count(), beside.Count);
        if (beside.Count == 2)
            Assert.Equal(amounts[1], back1 > back2 ? beside[0] : beside[1], 1e-8);
    }

    [Fact]
    public void ToxicityOfOneDrugAtItsMaximumComesToOneAndOfTwoToTwoAndAHalf()
    {
        Model model = SmallPatient.Of("") with { Drugs = ["a", "b"] };
        Plasma plasma = new(model);
        plasma.Hold("a", 1);
        for (int i = 0; i < 48 * 60; i++)
            plasma.Advance(0.5);
        Assert.Equal(1, plasma.ToxicityIndex, 1e-3);
        plasma.Hold("b", 1);
        for (int i = 0; i < 48 * 60; i++)
            plasma.Advance(0.5);
        Assert.Equal(2.5, plasma.ToxicityIndex, 1e-3);
    }

    [Fact]
    public void DosesAreWithheldWhileTheToxicityIndexIsAboveItsLimit()
    {
        Plasma plasma = new(SmallPatient.Of("toxicity: { limit: 1.5 }") with { Drugs = ["a", "b"] });
        plasma.Hold("a", 1);
        plasma.Hold("b", 1);
        bool held = false;
        double highest = 0;
        for (int i = 0; i < 48 * 60; i++)
        {
            plasma.Advance(0.5);
            held |= plasma.IsWithheld;
            highest = Math.Max(highest, plasma.ToxicityIndex);
            Assert.Equal(plasma.IsWithheld ? 0.0 : 1.0, plasma.LevelOf("a"));
        }

        Assert.True(held);
        Assert.InRange(highest, 1.5, 1.52);
    }

    [Fact]
    public void BloodThatIsTakenUpAgainGoesOnBitForBit()
    {
        Drug drug = SmallPatient.Medicine("chemo_b");
        (Plasma plasma, Plasma again) = (SmallPatient.PlasmaOf(drug), SmallPatient.PlasmaOf(drug));
        plasma.Give("chemo_b", 1, 3);
        plasma.Order("chemo_b", 0.75);
        plasma.Advance(1.5);
        using MemoryStream file = new();
        plasma.Save(new BinaryWriter(file));
        file.Position = 0;
        again.Restore(new BinaryReader(file));
        foreach (Plasma one in new[] { plasma, again })
        {
            one.Give("chemo_b", 1, 0);
            one.Advance(2);
        }

        Assert.Equal(plasma.LevelOf("chemo_b"), again.LevelOf("chemo_b"));
        Assert.Equal(plasma.Exposures, again.Exposures);
        Assert.Equal(plasma.ToxicityIndex, again.ToxicityIndex);
    }

    private static Drug Simple(Disposition disposition, double absorption = 0) => new()
    {
        Name = "x",
        Disposition = disposition,
        AbsorptionPerHour = absorption,
        Rise = 1,
        UsualLevel = 1,
    };

    private static double[] RungeKutta(double[] a, double step, double elimination, double out1, double back1, double out2, double back2)
    {
        double[] Slope(double[] s) =>
        [
            (-(elimination + out1 + out2) * s[0]) + (back1 * s[1]) + (back2 * s[2]),
            (out1 * s[0]) - (back1 * s[1]),
            (out2 * s[0]) - (back2 * s[2]),
        ];
        static double[] Ahead(double[] s, double[] slope, double by) => [.. s.Zip(slope, (x, k) => x + (by * k))];
        double[] k1 = Slope(a);
        double[] k2 = Slope(Ahead(a, k1, step / 2));
        double[] k3 = Slope(Ahead(a, k2, step / 2));
        double[] k4 = Slope(Ahead(a, k3, step));
        return [.. Enumerable.Range(0, 3).Select(i => a[i] + (step / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i])))];
    }
}
