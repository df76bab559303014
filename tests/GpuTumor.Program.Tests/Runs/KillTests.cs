using System.Globalization;
using System.Text.Json;
using GpuTumor.Engine;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>A run that is killed again and again loses nothing that was complete, and ends as if nothing had happened.</summary>
public sealed class KillTests : IDisposable
{
    // GPUTUMOR_KILLS=200 for a thorough trial.
    private static readonly int _kills = int.TryParse(
        Environment.GetEnvironmentVariable("GPUTUMOR_KILLS"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int kills) ? kills : 6;

    // Something is written at every step, so that most kills come in the middle of a file.
    private static readonly string[] _busy =
    [
        "--arm", "drug", "--until", "30 h", "--threads", "1",
        "--set", "output.snapshots=1 h", "--set", "output.metrics=1 h", "--set", "output.checkpoints={simulated: 2 h, keep: 2}",
    ];

    private readonly Workplace _workplace = new();

    private string Parts => Path.Combine(_workplace.Folder, "parts");

    private string Folder => Path.Combine(Parts, "drug");

    public void Dispose() => _workplace.Dispose();

    [RunsFact]
    public void KilledAtAnyMomentARunLosesNothing()
    {
        string whole = Path.Combine(_workplace.Folder, "whole");
        Gputumor.Succeed(["run", _workplace.ScenarioFile, "--out", whole, .. _busy]);
        string expected = Path.Combine(whole, "drug");
        Random random = new(20261125);
        int killed = 0;
        while (killed < _kills)
        {
            if (KillOnce(random))
                killed++;
            AssertWhole();
            if (IsCompleted())
            {
                AssertSame(expected);
                Directory.Delete(Parts, recursive: true);
            }
        }

        if (Directory.Exists(Folder) && File.Exists(Path.Combine(Folder, "scenario.yaml")))
        {
            Gputumor.Succeed("resume", Parts);
            AssertSame(expected);
        }
    }

    // Starts the run, or takes it up, and kills it some time after it has begun to work. False if it was done before.
    private bool KillOnce(Random random)
    {
        bool isBegun = File.Exists(Path.Combine(Folder, "scenario.yaml")) && File.Exists(Path.Combine(Folder, "run.json"));
        if (Directory.Exists(Folder))
            File.Delete(Path.Combine(Folder, "run.lock"));
        using GputumorProcess run = isBegun
            ? GputumorProcess.Start("resume", Parts, "--threads", "1")
            : GputumorProcess.Start(["run", _workplace.ScenarioFile, "--out", Parts, "--overwrite", .. _busy]);
        run.WaitUntil(() => File.Exists(Path.Combine(Folder, "run.lock")));
        Thread.Sleep(random.Next(900));
        if (run.HasExited)
            return false;
        run.Kill();
        return true;
    }

    private bool IsCompleted()
        => File.Exists(Path.Combine(Folder, "run.json")) && Report(Folder).GetProperty("exit_reason").GetString() == "completed";

    // Whatever has its final name opens and is complete.
    private void AssertWhole()
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (string path in SnapshotDirectory.Find(Folder))
        {
            using Snapshot snapshot = Snapshot.Open(path);
            foreach (Quantity quantity in snapshot.Quantities)
                snapshot.Read(quantity.Name, 0, snapshot.Nz, new byte[snapshot.Nx * snapshot.Ny * snapshot.Nz * quantity.ElementSize]);
        }

        foreach (string path in new CheckpointDirectory(Folder, 1).Newest)
            Checkpoint.Open(path).Dispose();
        if (File.Exists(Path.Combine(Folder, "run.json")))
            Report(Folder);
    }

    private void AssertSame(string expected)
    {
        Assert.Equal(Report(expected).GetProperty("state_hash").GetString(), Report(Folder).GetProperty("state_hash").GetString());
        Assert.Equal(File.ReadAllText(Path.Combine(expected, "metrics.jsonl")), File.ReadAllText(Path.Combine(Folder, "metrics.jsonl")));
        Assert.Equal(SnapshotDirectory.Find(expected).Select(Path.GetFileName), SnapshotDirectory.Find(Folder).Select(Path.GetFileName));
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.tmp"));
    }

    private static JsonElement Report(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json"))).RootElement;
}
