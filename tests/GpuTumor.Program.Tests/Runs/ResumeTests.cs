using System.Reflection;
using System.Text.Json;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Cli;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>A run that goes on is the run that never stopped.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly Workplace _workplace = new();

    private string Whole => Path.Combine(_workplace.Folder, "whole");

    private string Parts => Path.Combine(_workplace.Folder, "parts");

    public void Dispose() => _workplace.Dispose();

    [RunsTheory]
    [InlineData("cpu", "1", "cpu", "3")]
    [InlineData("cpu", "2", "reference", "1")]
    public void ARunInPartsIsTheRunInOne(string backend, string threads, string otherBackend, string otherThreads)
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Whole, "--backend", backend, "--threads", threads);
        Gputumor.Succeed(
            "run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--backend", backend, "--threads", threads, "--until", "5 h");
        Gputumor.Succeed("resume", Parts, "--until", "8 h", "--backend", otherBackend, "--threads", otherThreads);
        Gputumor.Succeed("resume", Path.Combine(Parts, "drug"), "--until", "12 h", "--backend", backend, "--threads", threads);

        AssertSame(Path.Combine(Whole, "drug"), Path.Combine(Parts, "drug"));
        Assert.Equal(8, Report(Path.Combine(Parts, "drug")).GetProperty("resumed_from_step").GetInt64());
    }

    [RunsOnDeviceFact("opencl")]
    public void ARunOfTheProcessorGoesOnOnADeviceAndBack()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Whole);
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--until", "4 h", "--set", "output.checkpoints.simulated=2 h");
        Gputumor.Succeed("resume", Parts, "--until", "8 h", "--backend", "opencl");
        JsonElement report = Report(Path.Combine(Parts, "drug"));
        // The one before the last was kept on the device, and written while the run went on.
        IReadOnlyList<string> stored = new CheckpointDirectory(Path.Combine(Parts, "drug"), 2).Newest;
        Assert.EndsWith("checkpoint_00000006.h5", stored[1], StringComparison.Ordinal);
        File.Delete(stored[0]);
        Gputumor.Succeed("resume", Parts, "--until", "12 h", "--backend", "cpu");
        Assert.Equal(Hash(Path.Combine(Whole, "drug")), Hash(Path.Combine(Parts, "drug")));
        // One of them was set aside on the device, and copied while the run went on.
        AssertSameSnapshots(Path.Combine(Whole, "drug"), Path.Combine(Parts, "drug"));
        Assert.StartsWith("beside the next steps", report.GetProperty("snapshot_copies").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ATestWithoutItsDeviceIsSkippedAndSaysWhy()
    {
        Assert.StartsWith("no opencl device.", RunsOnDeviceFactAttribute.WithoutDevice("opencl", []), StringComparison.Ordinal);
        MethodInfo test = typeof(ResumeTests).GetMethod(nameof(ARunOfTheProcessorGoesOnOnADeviceAndBack))!;
        bool found = GpuDevices.Discover().Any(device => device.Backend == "opencl");
        Assert.Equal(found && RunsFactAttribute.Missing is null, test.GetCustomAttribute<RunsOnDeviceFactAttribute>()!.Skip is null);
    }

    [RunsFact]
    public void FinishedArmsStayAndTheOthersAreRun()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--out", Whole);
        using (GputumorProcess run = GputumorProcess.Start("run", _workplace.ScenarioFile, "--out", Parts))
        {
            run.WaitUntil(() => File.Exists(Path.Combine(Parts, "drug", "metrics.jsonl")));
            run.Kill();
        }

        string before = File.ReadAllText(Path.Combine(Parts, "vehicle", "run.json"));
        Outcome outcome = Gputumor.Succeed("resume", Parts);
        Assert.Equal(before, File.ReadAllText(Path.Combine(Parts, "vehicle", "run.json")));
        Assert.Contains("vs vehicle", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(Hash(Path.Combine(Whole, "drug")), Hash(Path.Combine(Parts, "drug")));
    }

    [RunsTheory]
    [InlineData("truncated")]
    [InlineData("altered")]
    [InlineData("emptied")]
    public void ADamagedCheckpointIsPassedOverAndTheOneBeforeServes(string harm)
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Whole);
        Gputumor.Succeed(
            "run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--until", "8 h", "--set", "output.checkpoints.simulated=4 h");
        string folder = Path.Combine(Parts, "drug");
        string newest = new CheckpointDirectory(folder, 2).Newest[0];
        Harm(newest, harm);

        Outcome outcome = Gputumor.Succeed("resume", Parts, "--until", "12 h");
        Assert.Contains(Path.GetFileName(newest), outcome.Output, StringComparison.Ordinal);
        Assert.Contains("It is passed over", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(4, Report(folder).GetProperty("resumed_from_step").GetInt64());
        AssertSame(Path.Combine(Whole, "drug"), folder);
        // Set aside, and no obstacle to the next.
        Assert.True(File.Exists(newest + ".damaged"));
        Assert.Equal(12, StepOfNewest(folder));
    }

    [RunsFact]
    public void WithoutAnyCheckpointTheRunBeginsAgain()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Whole);
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--until", "5 h");
        string folder = Path.Combine(Parts, "drug");
        foreach (string checkpoint in new CheckpointDirectory(folder, 2).Newest)
            File.Delete(checkpoint);

        Outcome outcome = Gputumor.Succeed("resume", Parts, "--until", "12 h");
        Assert.Contains("the run begins again", outcome.Output, StringComparison.Ordinal);
        AssertSame(Path.Combine(Whole, "drug"), folder);
    }

    [RunsFact]
    public void OnlyTheNewestCheckpointsAreKept()
    {
        Gputumor.Succeed(
            "run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--set", "output.checkpoints={simulated: 2 h, keep: 3}");
        Assert.Equal(
            ["checkpoint_00000012.h5", "checkpoint_00000010.h5", "checkpoint_00000008.h5"],
            new CheckpointDirectory(Path.Combine(Parts, "drug"), 3).Newest.Select(Path.GetFileName));
    }

    [RunsFact]
    public void CheckpointsOnWallTimeDoNotChangeTheRun()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Whole, "--until", "10 d", "--set", "output.snapshots=10 d");
        Gputumor.Succeed(
            "run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--until", "10 d", "--set", "output.snapshots=10 d",
            "--set", "output.checkpoints={wall: 0.001 s, keep: 1000}");
        Assert.True(new CheckpointDirectory(Path.Combine(Parts, "drug"), 1).Newest.Count > 1);
        Assert.Equal(Hash(Path.Combine(Whole, "drug")), Hash(Path.Combine(Parts, "drug")));
        Assert.Equal(Metrics(Path.Combine(Whole, "drug")), Metrics(Path.Combine(Parts, "drug")));
    }

    [RunsFact]
    public void AChangedScenarioIsRefusedUnlessTheChangeIsMeant()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--until", "5 h");
        Edit("seed: 7 ", "seed: 8 ");

        Outcome refused = Gputumor.Run("resume", Parts, "--until", "12 h");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("was changed since checkpoint_00000005.h5", refused.Error, StringComparison.Ordinal);
        Assert.Contains("- seed: 7\n  + seed: 8", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--changed-scenario", refused.Error, StringComparison.Ordinal);

        Outcome meant = Gputumor.Succeed("resume", Parts, "--until", "12 h", "--changed-scenario");
        Assert.Contains("goes on with the changes", meant.Output, StringComparison.Ordinal);
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Whole);
        Assert.NotEqual(Hash(Path.Combine(Whole, "drug")), Hash(Path.Combine(Parts, "drug")));
        Assert.Equal(8, Report(Path.Combine(Parts, "drug")).GetProperty("seed").GetInt32());
    }

    [RunsFact]
    public void WhatIsWrittenMayChangeOnTheWayAndTheRunStaysTheSame()
    {
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Whole);
        Gputumor.Succeed("run", _workplace.ScenarioFile, "--arm", "drug", "--out", Parts, "--until", "7 h");
        Edit("snapshots: 6 h", "snapshots: 2 h");
        Edit("metrics: 3 h", "metrics: 1 h");
        Edit("simulated: never", "simulated: 4 h");
        Edit("The drug throughout.", "The drug throughout, looked at more closely in the end.");
        Gputumor.Succeed("resume", Parts, "--until", "12 h");

        string folder = Path.Combine(Parts, "drug");
        Assert.Equal(Hash(Path.Combine(Whole, "drug")), Hash(folder));
        Assert.Equal([0, 6, 7, 8, 10, 12], SnapshotDirectory.Find(folder).Select(StepOf));
        Assert.Equal([0, 3, 6, 7, 8, 9, 10, 11, 12], File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Select(
            line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64()));
        Assert.Equal(
            ["checkpoint_00000012.h5", "checkpoint_00000008.h5"], new CheckpointDirectory(folder, 2).Newest.Select(Path.GetFileName));
    }

    [RunsFact]
    public void ADirectoryWithoutARunIsNoSuchFile()
        => Assert.Equal(ExitCode.NoSuchFile, Gputumor.Run("resume", _workplace.Folder).Code);

    private void Edit(string before, string now)
    {
        string file = Path.Combine(Parts, "drug", "scenario.yaml");
        string text = File.ReadAllText(file);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(before, now, StringComparison.Ordinal));
    }

    private static long StepOfNewest(string folder)
    {
        using Checkpoint newest = Checkpoint.Open(new CheckpointDirectory(folder, 2).Newest[0]);
        return newest.Clock.Step;
    }

    private static long StepOf(string snapshot)
    {
        using Snapshot opened = Snapshot.Open(snapshot);
        return opened.Step;
    }

    private static JsonElement Report(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json"))).RootElement;

    private static string Hash(string folder) => Report(folder).GetProperty("state_hash").GetString()!;

    private static string Metrics(string folder) => File.ReadAllText(Path.Combine(folder, "metrics.jsonl"));

    private static void Harm(string file, string how)
    {
        byte[] bytes = File.ReadAllBytes(file);
        switch (how)
        {
            case "truncated":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                break;
            case "altered":
                // Here and there in the middle third, where the packed fields are: one place alone may be between them and mean nothing.
                for (int place = bytes.Length / 3; place < 2 * bytes.Length / 3; place += 1000)
                    bytes[place] ^= 0xff;
                File.WriteAllBytes(file, bytes);
                break;
            default:
                File.WriteAllBytes(file, []);
                break;
        }
    }

    private static void AssertSame(string whole, string parts)
    {
        Assert.Equal(Hash(whole), Hash(parts));
        Assert.Equal(Metrics(whole), Metrics(parts));
        AssertSameSnapshots(whole, parts);
    }

    private static void AssertSameSnapshots(string whole, string parts)
    {
        foreach (string path in SnapshotDirectory.Find(whole))
        {
            using Snapshot expected = Snapshot.Open(path);
            using Snapshot actual = Snapshot.Open(Path.Combine(parts, Path.GetFileName(path)));
            Assert.All(expected.Quantities.Where(quantity => quantity.ElementSize == 1), quantity
                => Assert.Equal(expected.ReadBytes(quantity.Name), actual.ReadBytes(quantity.Name)));
            Assert.Equal(expected.ReadFloats("oxygen"), actual.ReadFloats("oxygen"));
        }
    }
}
