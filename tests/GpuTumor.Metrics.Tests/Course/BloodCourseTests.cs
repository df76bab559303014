namespace GpuTumor.Metrics.Tests;

public sealed class BloodCourseTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gputumor-blood-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void CellsInTheBloodAreCountedByMillilitreAndWhatIsShedByDayAndGram()
    {
        Measurement at = Measured(24, Line(0, 1000, 0, 0, 0, 0), Line(12, 1000, 100, 8, 2, 10), Line(24, 3000, 300, 4, 1, 20));
        Assert.Equal(4, at[BloodCourse.Circulating]);
        Assert.Equal(2, at[BloodCourse.PerMillilitre]);
        Assert.Equal(0.25, at[BloodCourse.ClusterShare]);
        Assert.Equal(300, at[BloodCourse.Shed]);
        Assert.Equal(400, at[BloodCourse.ShedPerDay], 9);

        // 2000 cells of 8000 µm³ on average: 16 µg.
        Assert.Equal(400 / 16e-6, at[BloodCourse.ShedPerGram], 3);

        // 0 to 8 to 4 cells, half a day each.
        Assert.Equal((0.5 * 4) + (0.5 * 6), at[BloodCourse.CirculatingArea], 9);
    }

    [Fact]
    public void EveryCellShedIsFoundAgainByItsFate()
    {
        Measurement at = Measured(30, Line(0, 1000, 0, 0, 0, 0), Line(24, 1000, 300, 4, 1, 20), Line(36, 1000, 999, 9, 9, 99));
        double arrested = at[BloodCourse.ArrestedAt("primary")] + at[BloodCourse.ArrestedAt("lung")];
        Assert.Equal(at[BloodCourse.Shed], at[BloodCourse.DiedInBlood] + arrested + at[BloodCourse.Circulating]);
        Assert.Equal(40, at[BloodCourse.DiedInVesselsOf("lung")]);
        Assert.Equal(60 - 20 - 6 - 2, at[BloodCourse.DiedEarlyAt("lung")]);
        Assert.Equal(26, at[BloodCourse.Seeds]);
        Assert.Equal(6.0 / 26, at[BloodCourse.SelfSeeding], 12);
        Assert.Equal(6, at[BloodCourse.Dormant]);
        Assert.Equal(20, at[BloodCourse.SeedsOf("resistant", "lung")]);
    }

    [Fact]
    public void WithoutACirculationNothingIsAdded()
    {
        Measurement at = Measured(24, """{"step":0,"hours":0,"living":5,"circulation":null}""", """{"step":24,"hours":24,"living":5}""");
        Assert.Empty(at.Metrics);
    }

    [Fact]
    public void KillsAreCountedByTCellAndDayBetweenSnapshots()
    {
        Write(Host(0, 0, 100), Host(12, 40, 200), Host(24, 150, 300));
        RunJournal journal = RunJournal.Read(_directory);
        var at = new Measurement(24, 24);
        TCellKilling.Measure(journal, 0, at);
        Assert.Equal(150, at[TCellKilling.Kills]);
        Assert.Equal(150.0 / 200, at[TCellKilling.PerCellDay], 12);
        var first = new Measurement(0, 0);
        TCellKilling.Measure(journal, double.NaN, first);
        Assert.True(double.IsNaN(first[TCellKilling.PerCellDay]));
    }

    private static string Host(int hours, int kills, int tCells)
        => $$"""{"step":{{hours}},"hours":{{hours}},"host":{"t_cells":{{tCells}},"kills":{{kills}} } }""";

    // At the end of a line of 300 shed: 96 died, 100 arrested in either site, 4 circulate.
    private static string Line(int hours, int living, int entered, int circulating, int inClusters, int settled) =>
        $$"""
        {"step":{{hours}},"hours":{{hours}},"living":{{living}},"circulation":{"entered":{{entered}},"circulating":{{circulating}},
        "in_clusters":{{inClusters}},"died":{{entered - 200 - circulating}},"entered_by_founder":{"sensitive":{{entered / 2}},"resistant":{{entered / 2}}},
        "sites":{"primary":{"arrested":100,"extravasated":6,"settled":6,"settled_by_founder":{"sensitive":6,"resistant":0},"dormant":0,"fresh":0 },
        "lung":{"arrested":100,"extravasated":60,"settled":{{settled}},"settled_by_founder":{"sensitive":0,"resistant":{{settled}}},"dormant":6,"fresh":2 } } } }
        """.ReplaceLineEndings("");

    private Measurement Measured(double hours, params string[] lines)
    {
        Write(lines);
        var measurement = new Measurement((long)hours, hours);
        new BloodCourse(RunJournal.Read(_directory), 8000).AddTo(measurement);
        return measurement;
    }

    private void Write(params string[] lines) => File.WriteAllText(Path.Combine(_directory, "metrics.jsonl"), string.Join('\n', lines) + "\n");
}
