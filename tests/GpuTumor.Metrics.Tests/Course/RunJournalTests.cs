namespace GpuTumor.Metrics.Tests;

public sealed class RunJournalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gputumor-journal-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void TheDoseIsTheAreaUnderThePlasmaLevelBetweenSnapshotsToo()
    {
        Write(
            """{"step":0,"hours":0,"plasma":{"drug":0},"toxicity":0}""",
            """{"step":12,"hours":6,"plasma":{"drug":2},"toxicity":0.7}""",
            """{"step":24,"hours":12,"plasma":{"drug":0},"toxicity":0.2}""",
            """{"step":48,"hours":24,"plasma":{"drug":0},"toxicity":0.1}""",
            """{"step":60,"hours":30,"pla""");
        var measurement = new Measurement(48, 24);
        RunJournal.Read(_directory).AddTo(measurement);
        Assert.Equal(0.5, measurement["dose_drug"], 12);
        Assert.Equal(0, measurement["plasma_drug"]);
        Assert.Equal(0.7, measurement[RunJournal.ToxicityPeak]);
    }

    [Fact]
    public void WithoutAJournalNothingIsAdded()
    {
        var measurement = new Measurement(0, 0);
        RunJournal.Read(_directory).AddTo(measurement);
        Assert.Empty(measurement.Metrics);
    }

    private void Write(params string[] lines) => File.WriteAllText(Path.Combine(_directory, "metrics.jsonl"), string.Join('\n', lines));
}
