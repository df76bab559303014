namespace GpuTumor.Metrics.Tests;

public sealed class SiteSurveyTests
{
    private const int N = 40;

    [Fact]
    public void ColoniesOfFiftyCellsAreMetastasesAndTellWhereTheyCameFrom()
    {
        SiteSurvey lung = Lung(radius: 4);
        Assert.Equal(3, lung.ColonySizes.Count);
        Assert.Equal(lung.ColonySizes.Sum(), lung.Living);
        Colony only = Assert.Single(lung.Metastases);
        Assert.Equal(lung.Largest, only.Cells);
        Assert.Equal(("lung", "resistant"), (only.Site, only.Founder));

        // The plane x = 10 cuts off less than half of the ball.
        Assert.InRange(only.FounderShare, 0.5, 0.7);
        Assert.Equal(only.FounderShare, only.ResistantFraction, 12);
        Assert.Equal(10u, only.MainClone);
        Assert.Equal(only.FounderShare, only.CloneShare, 12);
        Assert.Equal((105, 125, 145), only.Centre);
    }

    [Fact]
    public void AMeasurementAddsUpTheSitesAndComparesTheirResistanceWithThePrimary()
    {
        var at = new Measurement(10, 48);
        at.Add(Populations.Living, 1000);
        at.Add(Populations.ResistantFraction, 0.25);
        SiteSurvey lung = Lung(radius: 4);
        Metastases.Measure(["lung", "liver"], [lung], at);
        Assert.Equal(1, at[Metastases.Count]);
        Assert.Equal(lung.Living, at[Metastases.CellsAt("lung")]);
        Assert.Equal(0, at[Metastases.CellsAt("liver")]);
        Assert.Equal(lung.Living / (1000.0 + lung.Living), at[Metastases.Share], 12);
        Assert.Equal(at[Metastases.ResistantFraction] / 0.25, at[Metastases.ResistanceRatio], 12);
        Assert.Equal(lung.Largest * 1000, at[Metastases.LargestVolume]);
        Assert.Equal(2, at[Metastases.ColoniesOfSize(0)]);
        Assert.Equal(1, at[Metastases.ColoniesOfSize(8)]);
    }

    [Fact]
    public void ASiteWithoutACellHasNoColony()
    {
        SiteSurvey lung = SiteSurvey.Of(new Specimen(8).Bytes("cell_kind", (_, _, _) => 0).Snapshot, "lung");
        Assert.Equal(0, lung.Largest);
        Assert.Empty(lung.Metastases);
        var at = new Measurement(0, 0);
        Metastases.Measure(["lung"], [lung], at);
        Assert.Equal(0, at[Metastases.Cells]);
        Assert.True(double.IsNaN(at[Metastases.Share]));
    }

    [Fact]
    public void AMetastasisAboveDetectionIsProgressionAndHasALatency()
    {
        Observations run = new([.. Enumerable.Range(0, 5).Select(day => Day(day, metastases: day >= 3 ? 1 : 0))]);
        Measurement summary = RunSummary.Of(run, 500, SeededAfterHours(36));
        Assert.Equal(3, summary[RunSummary.TimeToProgression], 9);
        Assert.Equal(3, summary[SeedingSummary.FirstMetastasis], 9);
        Assert.Equal(1.5, summary[SeedingSummary.LatencyAt("lung")], 9);
        Assert.Equal(0.01, summary[SeedingSummary.Efficiency], 12);
    }

    [Fact]
    public void CellsOfTheBloodAreToldApartByCloneStateAndCompany()
    {
        Measurement at = new Surveyor(MetricGroups.Patient).Survey(new Specimen(4).Bytes("cell_kind", (_, _, _) => 1).Snapshot
            .WithColumn("circulation", "clone", 1, 1, 2, 5).WithColumn("circulation", "emt", 0, 2, 2, 1).WithColumn("circulation", "cluster_size", 1, 1, 4, 1)
            .WithColumn("circulation", "circulating", 3, 0, 4, 0).WithColumn("circulation", "shed", 10, 10, 20, 0).WithColumn("circulation", "injected", 0, 0, 0, 0));
        Assert.Equal(4, at[CirculatingKinds.CirculatingOf("high")]);
        Assert.Equal(10, at[CirculatingKinds.EnteredOf("low")]);
        Assert.Equal(30, at[CirculatingKinds.EnteredOf("high")]);
        Assert.Equal(0.5, at[CirculatingKinds.ClusterShare], 12);
        Assert.Equal(2, at[CirculatingKinds.ClonesNow]);
        Assert.Equal(2, at[CirculatingKinds.Clones]);
        Assert.Equal(2, at[CirculatingKinds.EffectiveClones], 12);
    }

    [Fact]
    public void CellsAreLabelledWhoseFounderWasNotThereAtFirst()
    {
        Measurement first = Founders(900, 0);
        Measurement later = Founders(600, 200);
        Metastases.MeasureLabelled(first, later);
        Assert.Equal(0.25, later[Metastases.Labelled], 12);
        Metastases.MeasureLabelled(later, first);
        Assert.False(first.Has(Metastases.Labelled.Name));
    }

    private static Measurement Founders(int host, int injected)
    {
        var at = new Measurement(0, 0);
        at.Add(Populations.Living, host + injected);
        at.Add(Populations.LivingOf("host"), host);
        at.Add(Populations.LivingOf("injected"), injected);
        return at;
    }

    private static Measurement Day(int day, int metastases)
    {
        var at = new Measurement(day, 24 * day);
        at.Add(Shape.MassVolume, 1000);
        at.Add(Shape.LargestDiameter, 10);
        at.Add(Metastases.Count, metastases);
        at.Add(Metastases.LargestVolume, 600 * metastases);
        at.Add(Metastases.CountAt("lung"), metastases);
        at.Add(BloodCourse.Entered, 100);
        return at;
    }

    private static BloodCourse SeededAfterHours(int hours)
    {
        string directory = Directory.CreateTempSubdirectory("gputumor-seeds-").FullName;
        string Line(int at, int seeds) =>
            $$$"""{"step":{{{at}}},"hours":{{{at}}},"circulation":{"entered":0,"sites":{"primary":{"settled":0},"lung":{"settled":{{{seeds}}} } } } }""";
        File.WriteAllText(Path.Combine(directory, "metrics.jsonl"), $"{Line(0, 0)}\n{Line(hours, 2)}\n{Line(2 * hours, 3)}\n");
        var blood = new BloodCourse(RunJournal.Read(directory), 1);
        Directory.Delete(directory, recursive: true);
        return blood;
    }

    // A ball of two lineages and two cells on their own.
    private static SiteSurvey Lung(double radius)
    {
        bool IsLiving(int x, int y, int z) => Shapes.InBall(x, y, z, 10, 12, 14, radius) || (x, y, z) is (30, 30, 30) or (30, 33, 30);
        return SiteSurvey.Of(
            new Specimen(N)
                .Bytes("cell_kind", (x, y, z) => (byte)(IsLiving(x, y, z) ? 1 : 0))
                .Bytes("founder", (x, _, _) => (byte)(x >= 10 ? 1 : 0), "sensitive", "resistant")
                .Bytes("genotype", (x, _, _) => (byte)(x >= 10 ? 1 : 0))
                .Words("clone", (x, _, _) => x >= 10 ? 10u : 1u).Snapshot,
            "lung");
    }
}
