using GpuTumor.Engine;

namespace GpuTumor.Therapy.Tests.Events;

[Collection(OnBackendAttribute.OneAtATime)]
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

    [Theory]
    [OnBackend("cpu")]
    [OnBackend("opencl")]
    [OnBackend("cuda")]
    public void WhatIsCutHealsAsAWoundThatFeedsTheRest(string backend)
    {
        double wounded = MeanHgf("");
        Assert.Equal(0, MeanHgf(", wound: false"));
        Assert.True(wounded > 0);

        double MeanHgf(string more)
        {
            Model model = SmallPatient.Of(
                "treatments: [{ do: resection, at: 0 h" + more + " }]\nfields: { oxygen: {}, hgf: {} }", cells: 500);
            using Engine.Patient patient = new(model, OnBackendAttribute.Open(backend));
            model.Treatments[0].Apply(patient, new Clock(0, 0.5));
            Assert.Equal(0, patient.CountMass());
            patient.Advance(new Clock(0, 0.5), 4, CancellationToken.None);
            return patient.Primary.Summarise(1).Mean;
        }
    }

    [Theory]
    [OnBackend("cpu")]
    [OnBackend("reference")]
    [OnBackend("opencl")]
    [OnBackend("cuda")]
    public void ABathHoldsAFieldNearTheLevelOfTheMediumForItsTime(string backend)
    {
        Model model = SmallPatient.Of(
            "treatments: [{ do: bath, field: hgf, level: 0.6 nM, from: 1 h, until: 6 h }]\nfields: { oxygen: {}, hgf: {} }\nvessels: none", duration: "12 h");
        using Engine.Patient patient = new(model, OnBackendAttribute.Open(backend));
        using Engine.Patient onProcessor = new(model, OnBackendAttribute.Open("cpu"));
        Course levels = new();
        Simulation.Run(model, patient, [levels], CancellationToken.None);
        Simulation.Run(model, onProcessor, [], CancellationToken.None);

        // Before it only what cells secrete; in it 0.05/(0.05 + 5e-4) of the medium's level; after it nothing is left for long.
        Assert.True(levels.Mean[2] < 0.01);
        Assert.All(levels.Mean[4..12], level => Assert.Equal(0.6 / 1.01, level, 0.02));
        Assert.True(levels.Mean[24] < 0.01);
        Assert.Equal(["hgf held at 0.6 nmol/L", "hgf left to itself"], patient.Ward.Decisions.Select(decision => decision.Order));
        Assert.Equal(onProcessor.StateHash().ToString("x16"), patient.StateHash().ToString("x16"));
    }

    [Fact]
    public void ATissueInABathThatIsTakenUpAgainGoesOnInIt()
    {
        Model model = SmallPatient.Of("treatments: [{ do: bath, field: hgf, level: 0.6 nM }]\nfields: { oxygen: {}, hgf: {} }");
        using Engine.Patient first = new(model, OnBackendAttribute.Open("cpu"));
        using Engine.Patient second = new(model, OnBackendAttribute.Open("cpu"));
        model.Treatments[0].Apply(first, new Clock(0, 0.5));
        Clock half = first.Advance(new Clock(0, 0.5), 6, CancellationToken.None);
        StateImage.Of(first).RestoreInto(second);
        first.Advance(half, 6, CancellationToken.None);
        second.Advance(half, 6, CancellationToken.None);
        Assert.Equal(first.StateHash(), second.StateHash());
        Assert.True(second.Primary.Summarise(1).Mean > 0.5);
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

    [Fact]
    public void AStopAskedForWhileATreatmentActsDoesNotMakeItActTwice()
    {
        using CancellationTokenSource stop = new();
        StoppingTreatment treatment = new(stop);
        Model model = SmallPatient.Of("fields: { oxygen: {} }", cells: 10) with { Steps = 4, Treatments = [treatment] };
        using Engine.Patient patient = new(model, OnBackendAttribute.Open("cpu"));
        (StopReason reason, Clock clock) = Simulation.Run(model, patient, [], stop.Token);
        Assert.Equal((StopReason.Cancelled, 3), (reason, clock.Step));
        (reason, clock) = Simulation.Continue(model, patient, clock, [], CancellationToken.None);
        Assert.Equal((StopReason.Completed, 4), (reason, clock.Step));
        Assert.Equal(1, treatment.Given);
    }

    // A job is told to stop in the very moment of a treatment before the third step.
    private sealed class StoppingTreatment(CancellationTokenSource stop) : ITreatment
    {
        public string Name => "stopping";

        public Schedule When { get; } = Schedule.At([2]);

        public int Given { get; private set; }

        public void Apply(Engine.Patient patient, Clock clock)
        {
            Given++;
            stop.Cancel();
        }
    }

    // The mean of the second field at every step.
    private sealed class Course : IObserver
    {
        public List<double> Mean { get; } = [];

        public Schedule When { get; } = Schedule.EverySteps(1);

        public bool Observe(Engine.Patient patient, Clock clock)
        {
            Mean.Add(patient.Primary.Summarise(1).Mean);
            return false;
        }
    }
}
