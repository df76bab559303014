using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Therapy.Tests.Protocols;

/// <summary>Protocols on scripted tumours: what they see is what the test says.</summary>
public sealed class ProtocolTests
{
    // Exact scans every week, unless a test says otherwise.
    private const string Imaging = "imaging: { noise: 0, detection_limit: 0 }\n";
    private const string Drug = "treatments: [{ drug: targeted_drug }]\n";

    [Fact]
    public void AnAdaptiveHoldStopsBelowHalfAndResumesAtAllOfTheFirstScan()
    {
        long[] weekly = [1000, 800, 499, 600, 999, 1000, 900, 400];
        (Engine.Patient patient, List<double> levels) = Run(Drug + Imaging + "protocols: [{ protocol: adaptive_hold, drug: targeted_drug }]", weekly);

        // The level of the week that begins with each scan.
        Assert.Equal([1, 1, 0, 0, 0, 1, 1, 0], levels);
        Assert.Equal([14.0, 35, 49], patient.Ward.Decisions.Select(d => d.Hours / 24));
        Assert.All(patient.Ward.Decisions, d => Assert.Equal("adaptive_hold", d.Protocol));
        Assert.Equal("the scan of step 672 showed 499 cells, 49.9 % of the first", patient.Ward.Decisions[0].Because);
    }

    [Fact]
    public void AnAdaptiveDoseFollowsTheTumour()
    {
        long[] weekly = [1000, 950, 890, 600, 700, 710];
        (_, List<double> levels) = Run(Drug + Imaging + "protocols: [{ protocol: adaptive_dose, drug: targeted_drug, stop_below: 65 % }]", weekly);

        // Less by a quarter at 890 and at 600, where it is held; more by a quarter at 700.
        Assert.Equal([1, 1, 0.75, 0, 0.703125, 0.703125], levels);
    }

    [Fact]
    public void AnIntermittentScheduleAsksNobody()
    {
        (Engine.Patient patient, List<double> levels) = Run(
            Drug + Imaging + "protocols: [{ protocol: intermittent, drug: targeted_drug, on: 14 d, off: 7 d }]", [5, 5, 5, 5, 5, 5, 5]);

        Assert.Equal([1, 1, 0, 1, 1, 0, 1], levels);
        Assert.Equal("the time on is over", patient.Ward.Decisions[0].Because);
    }

    [Fact]
    public void TheSecondLineBeginsOnceProgressionIsSeenTwice()
    {
        // 172.8 from a nadir of 100 is progression; one scan of it alone is not enough.
        long[] weekly = [300, 100, 173, 170, 173, 180, 180];
        (Engine.Patient patient, List<double> levels) = Run(
            Drug + Imaging + "protocols: [{ protocol: second_line, drug: targeted_drug, next: { drug: akt_inhibitor, level: 0.8 } }]\nfields: { oxygen: {}, targeted_drug: {}, akt_inhibitor: {} }",
            weekly);

        Assert.Equal([1, 1, 1, 1, 1, 0, 0], levels);
        Assert.Equal(0.8, patient.Plasma.LevelOf("akt_inhibitor"), 6);
        Assert.Equal(["targeted_drug: 0 % of the dose", "begin akt_inhibitor"], patient.Ward.Decisions.Select(d => d.Order));
    }

    [Fact]
    public void DosesOfTheSecondLineBeginAtOnceAndKeepTheirInterval()
    {
        (Engine.Patient patient, _) = Run(
            Drug + Imaging + "protocols: [{ protocol: second_line, drug: targeted_drug, next: { drug: chemo_b, dose: 1, every: 7 d } }]\nfields: { oxygen: {}, targeted_drug: {}, chemo_b: {} }",
            [100, 200, 200, 200]);

        // Doses on days 14 and 21, each with its whole area but what is left after the last week.
        double area = patient.Model.PharmacologyOf("chemo_b")!.Rise * patient.Model.PharmacologyOf("chemo_b")!.Disposition.AreaHours;
        Assert.Equal(2 * area, patient.Plasma.Exposures[patient.Model.Drugs.ToList().IndexOf("chemo_b")], 0.01 * area);
    }

    [Fact]
    public void TheBiopsyChoosesTheNextDrugByTheMutationFoundMost()
    {
        string scenario = Drug + Imaging
            + "protocols: [{ protocol: genotype_guided, drug: targeted_drug, by_mutation: { target: { drug: met_inhibitor }, pi3k: { drug: akt_inhibitor } } }]\n"
            + "fields: { oxygen: {}, targeted_drug: {}, akt_inhibitor: {} }";
        (Engine.Patient patient, _) = Run(scenario, [100, 200, 200, 200], Genotype.Pi3k, Genotype.None, Genotype.Pi3k, Genotype.Target);

        Assert.Equal(1, patient.Plasma.LevelOf("akt_inhibitor"));
        Assert.Equal(0, patient.Plasma.LevelOf("met_inhibitor"));
        Decision biopsy = patient.Ward.Decisions[0];
        Assert.StartsWith("biopsy: 1000 cells, Target in ", biopsy.Order, StringComparison.Ordinal);
        Assert.Contains(", Pi3k in ", biopsy.Order, StringComparison.Ordinal);
    }

    [Fact]
    public void ABiopsyIsADrawWithoutReplacement()
    {
        Model model = SmallPatient.Of("");
        ScriptedTissue tissue = new(model, _ => 1) { Genotypes = [Genotype.None, Genotype.None, Genotype.None, Genotype.Target] };
        int all = (int)model.Grid.Voxels;
        Assert.Equal(0.25, Biopsy.Of(tissue, model, default, all).FractionWith(Genotype.Target));
        // Four standard deviations of a binomial with 1000 draws.
        Assert.Equal(0.25, Biopsy.Of(tissue, model, default, 1000).FractionWith(Genotype.Target), 0.055);
    }

    [Fact]
    public void AScanIsReportedLate()
    {
        (Engine.Patient patient, _) = Run(
            Drug + "imaging: { noise: 0, detection_limit: 0, lag: 2 d }\nprotocols: [{ protocol: adaptive_hold, drug: targeted_drug }]", [1000, 400, 400]);

        Assert.Equal(9 * 48, Assert.Single(patient.Ward.Decisions).Step);
    }

    [Fact]
    public void NothingIsSeenBelowTheDetectionLimit()
    {
        (Engine.Patient patient, _) = Run(
            Drug + "imaging: { noise: 0, detection_limit: 500 }\nprotocols: [{ protocol: adaptive_hold, drug: targeted_drug }]", [1000, 499, 499]);

        Assert.Equal(0, patient.Ward.Notes.Last!.Value.Cells);
        Assert.Equal("the scan of step 336 showed nothing, 0 % of the first", Assert.Single(patient.Ward.Decisions).Because);
    }

    [Fact]
    public void TheNoiseOfScansIsLogNormalWithTheWidthAsked()
    {
        (_, List<double> scans) = Scans("imaging: { interval: 1 d, noise: 10 %, detection_limit: 0 }\nprotocols: [{ protocol: adaptive_hold, drug: targeted_drug }]\n" + Drug, 400, 10_000);
        double[] logs = [.. scans.Select(cells => Math.Log(cells / 10_000))];
        double mean = logs.Average();
        double deviation = Math.Sqrt(logs.Average(x => (x - mean) * (x - mean)));
        // Four standard errors with 400 scans.
        Assert.Equal(0, mean, 0.02);
        Assert.Equal(0.1, deviation, 0.015);
    }

    [Fact]
    public void DosesThatAreWithheldForTheirToxicityAreADecisionWithItsCause()
    {
        // Two drugs at full level come to 2.5 in the end, and to 1.5 after 7 d · ln(2.5) = 6.4 d; held, to 1 after 7 d · ln(1.5) = 2.8 d more.
        (Engine.Patient patient, _) = Run(
            "treatments: [{ drug: targeted_drug }, { drug: met_inhibitor }]\ntoxicity: { limit: 1.5 }", [1000, 1000, 1000]);

        IReadOnlyList<Decision> decisions = patient.Ward.Decisions;
        Assert.All(decisions, decision => Assert.Equal("dose_hold", decision.Protocol));
        Assert.Equal(["withhold all doses", "resume doses"], decisions.Select(decision => decision.Order).Take(2));
        Assert.Equal(7 * Math.Log(2.5), decisions[0].Hours / 24, 0.05);
        Assert.Equal(7 * Math.Log(1.5), (decisions[1].Hours - decisions[0].Hours) / 24, 0.05);
        Assert.Equal("the toxicity index came to 1.5", decisions[0].Because);
    }

    [Fact]
    public void AWardThatIsTakenUpAgainDecidesTheSame()
    {
        string scenario = Drug + "imaging: { interval: 1 d, lag: 6 h, detection_limit: 0 }\nprotocols: [{ protocol: adaptive_dose, drug: targeted_drug }, { protocol: second_line, drug: targeted_drug, next: { drug: met_inhibitor, dose: 1 } }]";
        Model model = SmallPatient.Of(scenario);
        static long Cells(long step) => 1000 + (step / 2 % 500);
        using Engine.Patient whole = new(model, new ScriptedBackend(Cells));
        using Engine.Patient first = new(model, new ScriptedBackend(Cells));
        using Engine.Patient second = new(model, new ScriptedBackend(Cells));
        foreach (Engine.Patient patient in new[] { whole, first })
        {
            foreach (ITreatment treatment in model.Treatments)
                treatment.Apply(patient, new Clock(0, 0.5));
        }

        whole.Advance(new Clock(0, 0.5), 1500, CancellationToken.None);
        Clock half = first.Advance(new Clock(0, 0.5), 700, CancellationToken.None);
        using MemoryStream file = new();
        BinaryWriter writer = new(file);
        first.Plasma.Save(writer);
        first.Ward.Save(writer);
        file.Position = 0;
        BinaryReader reader = new(file);
        second.Plasma.Restore(reader);
        second.Ward.Restore(reader);
        second.Primary.Advance(half.After(-1), []);
        second.Advance(half, 800, CancellationToken.None);

        Assert.True(whole.Ward.Decisions.Count > 3);
        Assert.Equal(whole.Ward.Decisions, second.Ward.Decisions);
        Assert.Equal(whole.Plasma.Present, second.Plasma.Present);
        Assert.Equal(whole.Plasma.Exposures, second.Plasma.Exposures);
    }

    private static (Engine.Patient Patient, List<double> Levels) Run(string scenario, long[] weekly, params Genotype[] genotypes)
    {
        Model model = SmallPatient.Of(scenario) with { Steps = weekly.Length * 336 };
        Engine.Patient patient = new(model, new ScriptedBackend(step => weekly[Math.Min(step / 336, weekly.Length - 1)], genotypes));
        LevelLog levels = new("targeted_drug");
        Simulation.Run(model, patient, [levels], CancellationToken.None);
        return (patient, levels.Levels);
    }

    private static (Engine.Patient Patient, List<double> Scans) Scans(string scenario, int days, long cells)
    {
        Model model = SmallPatient.Of(scenario, duration: $"{days} d");
        Engine.Patient patient = new(model, new ScriptedBackend(_ => cells));
        ScanLog scans = new();
        Simulation.Run(model, patient, [scans], CancellationToken.None);
        return (patient, scans.Cells);
    }

    // The level an hour into each week.
    private sealed class LevelLog(string drug) : IObserver
    {
        public List<double> Levels { get; } = [];

        public Schedule When { get; } = Schedule.At(Enumerable.Range(0, 100).Select(week => (week * 336L) + 2));

        public bool Observe(Engine.Patient patient, Clock clock)
        {
            if (When.IsDue(clock.Step))
                Levels.Add(patient.Plasma.LevelOf(drug));
            return false;
        }
    }

    private sealed class ScanLog : IObserver
    {
        public List<double> Cells { get; } = [];

        public Schedule When { get; } = Schedule.At(Enumerable.Range(0, 1000).Select(day => (day * 48L) + 2));

        public bool Observe(Engine.Patient patient, Clock clock)
        {
            if (When.IsDue(clock.Step))
                Cells.Add(patient.Ward.Notes.Last!.Value.Cells);
            return false;
        }
    }
}
