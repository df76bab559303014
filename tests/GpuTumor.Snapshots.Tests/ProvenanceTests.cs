using GpuTumor.Engine;

namespace GpuTumor.Snapshots.Tests;

public sealed class ProvenanceTests
{
    [Fact]
    public void ARunKnowsItsModelItsMachineAndItsCommand()
    {
        Grid grid = new(8, 8, 8, 20);
        FakeTissue tissue = new(grid);
        using Patient patient = FakeRun.Patient(grid, tissue);
        Provenance first = Provenance.OfThisRun(patient.Model, new FakeRun(tissue), "text");
        Provenance second = Provenance.OfThisRun(patient.Model, new FakeRun(tissue), "text");

        Assert.Equal(("fake/drug", 1UL, "fake: no device", "text"), (first.Scenario, first.Seed, first.Backend, first.ScenarioText));
        Assert.Matches(@"^\d+\.\d+\.\d+", first.EngineVersion);
        Assert.Matches("^([0-9a-f]{40})?$", first.GitCommit);
        Assert.Equal(Environment.MachineName, first.Host);
        Assert.NotEmpty(first.CommandLine);
        Assert.Null(first.GitDirty);
        Assert.NotEqual(first.Run, second.Run);
    }
}
