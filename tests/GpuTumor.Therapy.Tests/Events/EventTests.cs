using GpuTumor.Engine;

namespace GpuTumor.Therapy.Tests.Events;

public sealed class EventTests
{
    [Fact]
    public void SurvivalOfAFractionFollowsTheLinearQuadraticLaw()
    {
        Radiotherapy two = new("primary", [0], 2, 0.3, 0.03, 3);
        // exp(-0.6 - 0.12) in plenty of oxygen; a third of the dose counts without.
        Assert.Equal(Math.Exp(-0.72), two.Survival(1e6), 1e-5);
        Assert.Equal(Math.Exp(-(0.6 / 3) - (0.12 / 9)), two.Survival(0), 1e-12);
        Assert.InRange(two.Survival(3), two.Survival(1e6), two.Survival(0));
    }

    [Fact]
    public void AFractionKillsItsPartOfTheCells()
    {
        Model model = SmallPatient.Of("treatments: [{ do: radiotherapy, at: 0 h, dose: 2 Gy }]\nfields: { oxygen: { initial: 100 mmHg } }", cells: 3000) with { Steps = 1 };
        using Engine.Patient patient = new(model, OnBackendAttribute.Open("cpu"));
        model.Treatments[0].Apply(patient, new Clock(0, 0.5));
        Census census = patient.Primary.TakeCensus();
        double survival = new Radiotherapy("primary", [0], 2, 0.3, 0.03, 3).Survival(100);
        // Five standard deviations of 3000 draws.
        Assert.Equal(survival, census.Living / 3000.0, 5 * Math.Sqrt(survival * (1 - survival) / 3000));
        Assert.Equal(3000, census.Living + census.Apoptotic);
        Assert.Equal(census.Apoptotic, census.Deaths);
        Assert.Equal($"primary: 2 Gy killed {census.Apoptotic} of 3000 cells", Assert.Single(patient.Ward.Decisions).Order);
    }

    [Fact]
    public void AResectionLeavesWhatItIsToLeave()
    {
        Model model = SmallPatient.Of("treatments: [{ do: resection, at: 0 h, residue: 5 % }]", cells: 2000);
        using Engine.Patient patient = new(model, OnBackendAttribute.Open("cpu"));
        patient.Advance(new Clock(0, 0.5), 10, CancellationToken.None);
        Census before = patient.Primary.TakeCensus();
        model.Treatments[0].Apply(patient, new Clock(10, 0.5));
        Census after = patient.Primary.TakeCensus();
        // Five in a hundred voxels of the mass, and who waits in them.
        long voxels = before.Living + before.Apoptotic + before.Necrotic - before.Excess;
        Assert.InRange(after.Living + after.Apoptotic, (long)(0.049 * voxels), (long)(0.07 * voxels));
        Assert.Equal(before.Deaths, after.Deaths);
        patient.Advance(new Clock(10, 0.5), 20, CancellationToken.None);
        Assert.True(patient.Primary.TakeCensus().Living > 0);
    }

    [Fact]
    public void WithoutResidueNothingOfTheMassIsLeft()
    {
        Model model = SmallPatient.Of("treatments: [{ do: resection, at: 0 h }]", cells: 500);
        using Engine.Patient patient = new(model, OnBackendAttribute.Open("cpu"));
        model.Treatments[0].Apply(patient, new Clock(0, 0.5));
        Assert.Equal(0, patient.CountMass());
        // An empty tissue goes on, and stays empty.
        patient.Advance(new Clock(0, 0.5), 5, CancellationToken.None);
        Assert.Equal(0, patient.CountMass());
    }
}
