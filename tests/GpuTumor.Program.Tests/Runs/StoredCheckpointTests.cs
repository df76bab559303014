using System.IO.Compression;
using System.Text.Json;
using GpuTumor.Cli;
using GpuTumor.Snapshots;

namespace GpuTumor.Program.Tests;

/// <summary>
/// A checkpoint that an earlier version wrote in the middle of a small run: this version goes on from it, or says that it cannot. It never
/// takes it for damaged, and never begins again in silence.
/// </summary>
public sealed class StoredCheckpointTests : IDisposable
{
    private readonly Workplace _workplace = new();

    private string Folder => Path.Combine(_workplace.Folder, "stored");

    public void Dispose() => _workplace.Dispose();

    [RunsTheory]
    [InlineData("checkpoint-1.0")]
    public void ARunOfAnEarlierVersionGoesOnOrIsRefusedByName(string name)
    {
        Unpack(name);
        Outcome outcome = Gputumor.Run("resume", Folder, "--until", "12 h", "--threads", "1");
        if (outcome.Code == ExitCode.Done)
        {
            JsonElement report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "run.json"))).RootElement;
            Assert.Equal(("completed", 6, 12), (
                report.GetProperty("exit_reason").GetString(),
                report.GetProperty("resumed_from_step").GetInt32(),
                report.GetProperty("steps").GetInt32()));
            Assert.True(File.Exists(Path.Combine(Folder, "snap_00000012.h5")));
            return;
        }

        Assert.Equal(ExitCode.BadScenario, outcome.Code);
        Assert.Contains("another version of the program", outcome.Error, StringComparison.Ordinal);
    }

    [RunsFact]
    public void WhatACheckpointOfAnEarlierVersionSaysOfItselfIsRead()
    {
        Unpack("checkpoint-1.0");
        using Checkpoint checkpoint = Checkpoint.Open(Path.Combine(Folder, "checkpoint_00000006.h5"));
        Assert.Equal((6, 1.0, 11ul), (checkpoint.Clock.Step, checkpoint.Clock.StepHours, checkpoint.Provenance.Seed));
        Assert.Equal("1fe55d99e651d4dc", checkpoint.StateHash.ToString("x16"));
    }

    // The run's directory as it was left.
    private void Unpack(string name)
    {
        Directory.CreateDirectory(Folder);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Stored", name), "*.gz"))
        {
            using GZipStream packed = new(File.OpenRead(file), CompressionMode.Decompress);
            using FileStream plain = File.Create(Path.Combine(Folder, Path.GetFileNameWithoutExtension(file)));
            packed.CopyTo(plain);
        }
    }
}
