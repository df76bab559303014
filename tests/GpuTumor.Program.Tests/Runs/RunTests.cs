using System.Text.Json;
using GpuTumor.Cli;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>A run from the scenario to its files.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly string[] _founders = ["sensitive", "resistant"];
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [RunsFact]
    public void EveryArmLeavesItsFiles()
    {
        Outcome outcome = Gputumor.Succeed("run", _workplace.ScenarioFile, "--out", _workplace.Out);
        foreach (string arm in new[] { "vehicle", "drug" })
        {
            string folder = Path.Combine(_workplace.Out, arm);
            Assert.Equal(
                ["checkpoint_00000012.h5", "metrics.jsonl", "run.json", "run.vtkhdf", "run.xmf", "scenario.yaml", "snap_00000000.h5", "snap_00000006.h5", "snap_00000012.h5"],
                Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal(3, SnapshotDirectory.Find(folder).Count);
            Assert.Contains(arm, outcome.Output, StringComparison.Ordinal);
        }

        Assert.Contains("vs vehicle", File.ReadAllText(Path.Combine(_workplace.Out, "arms.txt")), StringComparison.Ordinal);
    }

    [RunsFact]
    public void TheReportTellsWhatWasRunAndWhatCameOut()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--seed", "11", "--backend", "cpu", "--out", _workplace.Out);
        string folder = Path.Combine(_workplace.Out, "drug");
        JsonElement run = ReadReport(folder);
        Assert.Equal("tiny", run.GetProperty("scenario").GetString());
        Assert.Equal("drug", run.GetProperty("arm").GetString());
        Assert.Equal(11, run.GetProperty("seed").GetInt64());
        Assert.Equal("completed", run.GetProperty("exit_reason").GetString());
        Assert.Equal("cpu", run.GetProperty("backend").GetString());
        Assert.Equal(12, run.GetProperty("steps").GetInt64());
        Assert.Equal(12, run.GetProperty("simulated_hours").GetDouble());
        Assert.Matches("^[0-9a-f]{16}$", run.GetProperty("state_hash").GetString());
        Assert.InRange(run.GetProperty("wall_seconds").GetDouble(), 0.001, 60);
        Assert.Equal(_founders, run.GetProperty("cells").EnumerateObject().Select(cells => cells.Name));
        Assert.True(run.GetProperty("phases").GetProperty("total").GetDouble() > 0);
        Assert.True(run.GetProperty("peak_memory_bytes").GetInt64() > run.GetProperty("device_memory_bytes").GetInt64());
        // Oxygen is at rest to the tolerance of a few multigrid cycles a step; the slow fields close ten times better.
        Assert.All(
            run.GetProperty("mass_balances").EnumerateObject(),
            field => Assert.InRange(field.Value.GetProperty("relative_residual").GetDouble(), 0, 1e-5));

        using Snapshot last = Snapshot.Open(SnapshotDirectory.Find(folder)[^1]);
        Assert.Equal(run.GetProperty("run_uuid").GetGuid(), last.Provenance.Run);
        Assert.Equal(12, last.Step);
    }

    [RunsFact]
    public void TheTimeSeriesHasALineForEachObservation()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--out", _workplace.Out);
        foreach (string arm in new[] { "vehicle", "drug" })
        {
            JsonElement[] lines = [.. File.ReadLines(Path.Combine(_workplace.Out, arm, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
            Assert.Equal([0, 3, 6, 9, 12], lines.Select(line => line.GetProperty("step").GetInt32()));
            Assert.Equal(200, lines[0].GetProperty("living").GetInt64());
            Assert.Equal(180, lines[0].GetProperty("cells").GetProperty("sensitive").GetInt64());
            Assert.Equal(20, lines[0].GetProperty("cells").GetProperty("resistant").GetInt64());
            // The drug is in the blood from the first step on, not at the look before it.
            Assert.Equal(arm == "drug" ? 1 : 0, lines[1].GetProperty("plasma").GetProperty("targeted_drug").GetDouble());
            // Every cell there was, or came by division, is alive or has died.
            Assert.All(lines, line => Assert.Equal(
                200 + line.GetProperty("divisions").GetInt64() - line.GetProperty("deaths").GetInt64(),
                line.GetProperty("living").GetInt64()));
        }
    }

    [RunsFact]
    public void TheResolvedScenarioGivesTheSameRun()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", _workplace.Out);
        string folder = Path.Combine(_workplace.Out, "drug");
        string again = Path.Combine(_workplace.Folder, "again");
        Gputumor.Succeed("run", Path.Combine(folder, "scenario.yaml"), "--out", again);
        Assert.Equal(Hash(folder), Hash(again));
    }

    [RunsFact]
    public void TheStateDependsOnTheSeedAndOnNothingElse()
    {
        string[] hashes =
        [
            HashOf("--backend", "cpu", "--threads", "1"),
            HashOf("--backend", "cpu", "--threads", "2"),
            HashOf("--backend", "cpu", "--threads", "3"),
            HashOf("--backend", "reference"),
            HashOf("--set", "output.metrics=1 h"),
        ];
        Assert.Single(hashes.Distinct());
        Assert.NotEqual(hashes[0], HashOf("--seed", "8"));
    }

    [RunsFact]
    public void ARunIsNotReplacedUnasked()
    {
        string folder = Path.Combine(_workplace.Out, "vehicle");
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--out", _workplace.Out, "--arm", "vehicle");
        string before = File.ReadAllText(Path.Combine(folder, "run.json"));

        Outcome refused = Gputumor.Run("run", _workplace.ScenarioFile, "--out", _workplace.Out);
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("--overwrite", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "run.json")));
        Assert.False(Directory.Exists(Path.Combine(_workplace.Out, "drug")));
    }

    [RunsFact]
    public void OverwritingRemovesTheOldRunAndNothingElse()
    {
        string folder = Path.Combine(_workplace.Out, "vehicle");
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--out", _workplace.Out, "--arm", "vehicle");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");

        Gputumor.Succeed("run", _workplace.ScenarioFile, "--out", _workplace.Out, "--arm", "vehicle", "--until", "6 h", "--overwrite");
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "notes.txt")));
        Assert.Equal([0L, 6L], SnapshotDirectory.Find(folder).Select(StepOf));
    }

    [RunsFact]
    public void AScenarioOfOneArmRunsInTheFolderItself()
    {
        string single = Workplace.Scenario[..Workplace.Scenario.IndexOf("arms:", StringComparison.Ordinal)];
        Gputumor.Succeed("run", _workplace.Write("single.yaml", single), "--until", "2 h", "--out", _workplace.Out);
        Assert.True(File.Exists(Path.Combine(_workplace.Out, "run.json")));
    }

    [RunsFact]
    public void WithJsonEveryLineOfTheOutputIsAnObject()
    {
        Outcome outcome = Gputumor.Succeed("run", _workplace.ScenarioFile, "--out", _workplace.Out, "--json");
        string?[] events =
        [
            .. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()),
        ];
        // What a run needs is said before it is taken.
        Assert.Equal(["memory", "begin"], events.Take(2));
        Assert.Equal(2, events.Count(e => e == "begin"));
        Assert.Equal(2, events.Count(e => e == "end"));
        Assert.Contains("progress", events);
    }

    [RunsFact]
    public void ADirectoryThatCannotBeMadeIsTheDisksFault()
    {
        // A file stands where a folder is to be; this holds for root too, whom permissions do not stop.
        string file = _workplace.Write("occupied", "");
        Outcome outcome = Gputumor.Run("run", _workplace.ScenarioFile, "--out", Path.Combine(file, "below"));
        Assert.Equal(ExitCode.Disk, outcome.Code);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [RunsFact]
    public void AllBackendsOfThisMachineAgree()
    {
        Outcome outcome = Gputumor.Succeed("verify", _workplace.ScenarioFile, "--steps", "5", "--json");
        JsonElement[] results = [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal("reference", results[0].GetProperty("backend").GetString());
        Assert.True(results.Length >= 3, "the reference and at least two thread counts");
        Assert.All(results, result => Assert.Equal(0, result.GetProperty("largest_difference").GetDouble()));
    }

    [RunsFact]
    public void TheBenchmarkTellsRatesAndShares()
    {
        Outcome outcome = Gputumor.Succeed("bench", "run", _workplace.ScenarioFile, "--steps", "5", "--json");
        JsonElement result = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("run.tiny", result.GetProperty("case").GetString());
        Assert.Equal("drug", result.GetProperty("arm").GetString());
        Assert.All(
            new[] { "median_s", "cell_steps_per_s", "voxel_updates_per_s", "simulated_hours_per_s", "allocated_bytes_per_voxel" },
            name => Assert.True(result.GetProperty(name).GetDouble() > 0, name));
        // Shares of one whole.
        Assert.Equal(1, result.GetProperty("phases").GetProperty("total").GetDouble(), tolerance: 1e-9);
    }

    [Fact]
    public void FieldKernelsAreMeasuredBesideACopy()
    {
        Outcome outcome = Gputumor.Succeed("bench", "fields", "--size", "32", "--threads", "1", "--json");
        JsonElement[] cases = [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Contains(cases, result => result.GetProperty("case").GetString() == "fields.clenshaw");
        Assert.All(cases, result => Assert.True(result.GetProperty("copy_bytes_per_s").GetDouble() > 0));
    }

    [RunsFact]
    public void SnapshotsAreMeasuredBothWays()
    {
        Outcome outcome = Gputumor.Succeed("bench", "snapshots", "--size", "32", "--dir", _workplace.Folder, "--json");
        JsonElement[] cases = [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(
            ["snapshots.copy", "snapshots.write", "snapshots.read", "snapshots.write_exact", "snapshots.read_exact", "snapshots.disk"],
            cases.Select(result => result.GetProperty("case").GetString()));
        Assert.All(cases, result => Assert.True(result.GetProperty("bytes_per_s").GetDouble() > 0));
    }

    private static JsonElement ReadReport(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json"))).RootElement;

    private static string Hash(string folder) => ReadReport(folder).GetProperty("state_hash").GetString()!;

    private static long StepOf(string snapshot)
    {
        using Snapshot opened = Snapshot.Open(snapshot);
        return opened.Step;
    }

    private string HashOf(params string[] options)
    {
        Gputumor.Succeed(["run", _workplace.ScenarioFile, "--arm", "drug", "--out", _workplace.Out, "--overwrite", .. options]);
        return Hash(Path.Combine(_workplace.Out, "drug"));
    }
}
