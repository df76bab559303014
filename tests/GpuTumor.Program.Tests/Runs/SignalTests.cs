using System.Text.Json;
using GpuTumor.Cli;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>A run in a process of its own, told to stop.</summary>
public sealed class SignalTests : IDisposable
{
    // As a shell reports a process that a signal ended: 128 + its number.
    private static readonly int[] _endedBySignal = [128 + 10, 128 + 15];

    private readonly Workplace _workplace = new();

    private string Folder => Path.Combine(_workplace.Out, "vehicle");

    public void Dispose() => _workplace.Dispose();

    [RunsTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("USR1")]
    public void ASignalStopsTheRunWithItsStateSaved(string signal)
    {
        using GputumorProcess run = StartLong();
        run.WaitUntil(() => LinesOf(Folder) >= 3);
        run.Send(signal);

        Assert.Equal((int)ExitCode.Stopped, run.ExitCode);
        AssertStopped("SIG" + signal);
        Assert.Contains($"vehicle: asked to stop by SIG{signal}; stops after the present step", run.Said, StringComparison.Ordinal);
        Assert.Contains("To go on: gputumor resume " + _workplace.Out, run.Said, StringComparison.Ordinal);
        Assert.Equal("pending", Report(Path.Combine(_workplace.Out, "drug")).GetProperty("exit_reason").GetString());
    }

    [RunsFact]
    public void AStopFileStopsTheRunWithItsStateSavedAndIsUsedUp()
    {
        using GputumorProcess run = StartLong();
        run.WaitUntil(() => LinesOf(Folder) >= 1);
        string stop = Path.Combine(_workplace.Out, "STOP");
        File.WriteAllText(stop, "");

        Assert.Equal((int)ExitCode.Stopped, run.ExitCode);
        AssertStopped("STOP file");
        Assert.False(File.Exists(stop));
    }

    [RunsFact]
    public void TheWallTimeLimitStopsTheRunWithItsStateSaved()
    {
        Outcome outcome = Gputumor.Run(
            "run", _workplace.ScenarioFile, "--until", "2000 d", "--set", "output.snapshots=1000 d", "--out", _workplace.Out, "--wall-limit", "0.3 s");
        Assert.Equal(ExitCode.Stopped, outcome.Code);
        AssertStopped("wall-time limit");
    }

    [RunsFact]
    public void ASignalMayComeAtAnyMoment()
    {
        foreach (int milliseconds in new[] { 1, 80, 160, 240, 320, 600 })
        {
            using GputumorProcess run = StartLong("--overwrite");
            Thread.Sleep(milliseconds);
            run.Send("USR1");
            // Before the program listens the signal ends it, as it ends any; then there is nothing to lose.
            int code = run.ExitCode;
            Assert.True(code == (int)ExitCode.Stopped || _endedBySignal.Contains(code), $"{code} after {milliseconds} ms");
            if (code == (int)ExitCode.Stopped)
                AssertStopped("SIGUSR1");
        }
    }

    [RunsFact]
    public void ASecondSignalEndsTheProgramAtOnce()
    {
        // Steps of a lattice large enough that the run does not end between the two signals.
        using GputumorProcess run = StartLong("--set", "domain.size=[160, 160, 160]");
        run.WaitUntil(() => LinesOf(Folder) >= 1);
        run.Send("TERM", "INT");
        Assert.Equal((int)ExitCode.Stopped, run.ExitCode);
        Assert.Equal("running", Report(Folder).GetProperty("exit_reason").GetString());
        Assert.Contains("Ended at once at a second signal", run.Said, StringComparison.Ordinal);
    }

    [RunsFact]
    public void TwoRunsInOneDirectoryAreRefusedUntilTheFirstIsGone()
    {
        using GputumorProcess run = StartLong();
        run.WaitUntil(() => LinesOf(Folder) >= 1);

        foreach (string[] second in new[] { new[] { "run", _workplace.ScenarioFile, "--overwrite", "--out", _workplace.Out }, ["resume", _workplace.Out] })
        {
            Outcome refused = Gputumor.Run(second);
            Assert.Equal(ExitCode.Usage, refused.Code);
            Assert.Contains("is in use by a run on", refused.Error, StringComparison.Ordinal);
        }

        run.Kill();
        Assert.True(File.Exists(Path.Combine(Folder, "run.lock")));
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--overwrite", "--out", _workplace.Out);
        Assert.False(File.Exists(Path.Combine(Folder, "run.lock")));
    }

    private static JsonElement Report(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json"))).RootElement;

    private static int LinesOf(string folder)
    {
        string file = Path.Combine(folder, "metrics.jsonl");
        if (!File.Exists(file))
            return 0;
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Count(c => c == '\n');
    }

    // Years of simulated time: only a request ends it.
    private GputumorProcess StartLong(params string[] options)
        => GputumorProcess.Start(
            ["run", _workplace.ScenarioFile, "--until", "2000 d", "--set", "output.snapshots=1000 d", "--out", _workplace.Out, .. options]);

    private void AssertStopped(string reason)
    {
        JsonElement report = Report(Folder);
        Assert.Equal("stopped", report.GetProperty("exit_reason").GetString());
        Assert.Equal(reason, report.GetProperty("exit_detail").GetString());
        using Checkpoint saved = Checkpoint.Open(new CheckpointDirectory(Folder, 1).Newest[0]);
        Assert.Equal(report.GetProperty("steps").GetInt64(), saved.Clock.Step);
        Assert.Equal(report.GetProperty("state_hash").GetString(), saved.StateHash.ToString("x16", null));
        Assert.False(File.Exists(Path.Combine(Folder, "run.lock")));
    }
}
