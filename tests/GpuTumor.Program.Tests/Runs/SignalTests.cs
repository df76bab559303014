using System.Diagnostics;
using System.Text.Json;
using GpuTumor.Cli;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>A run in a process of its own, told to stop.</summary>
public sealed class SignalTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [RunsTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("USR1")]
    public void ASignalStopsTheRunWithItsStateWritten(string signal)
    {
        // Years of simulated time: only the signal ends it.
        using Process run = Start("run", _workplace.ScenarioFile, "--until", "2000 d", "--set", "output.snapshots=1000 d", "--out", _workplace.Out);
        string folder = Path.Combine(_workplace.Out, "vehicle");
        Assert.True(SpinWait.SpinUntil(() => LinesOf(Path.Combine(folder, "metrics.jsonl")) >= 3 || run.HasExited, _patience));
        Send(signal, run);
        Assert.True(run.WaitForExit(_patience));

        Assert.Equal((int)ExitCode.Stopped, run.ExitCode);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json"))).RootElement;
        Assert.Equal("stopped", report.GetProperty("exit_reason").GetString());
        Assert.Equal("SIG" + signal, report.GetProperty("exit_detail").GetString());
        long steps = report.GetProperty("steps").GetInt64();
        Assert.True(steps > 0);
        using Snapshot last = Snapshot.Open(SnapshotDirectory.Find(folder)[^1]);
        Assert.Equal(steps, last.Step);
        Assert.False(Directory.Exists(Path.Combine(_workplace.Out, "drug")), "the next arm was begun");
    }

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "gputumor.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        // Nobody reads the log; a full pipe must not stop the run.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static void Send(string signal, Process process)
    {
        using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString("D", null)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static int LinesOf(string file)
    {
        if (!File.Exists(file))
            return 0;
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Count(c => c == '\n');
    }
}
