using System.Text.Json;
using GpuTumor.Cli;
using GpuTumor.Scenarios;

namespace GpuTumor.Program.Tests;

/// <summary>Every shipped scenario, made small: stopped on the way and gone on with, it is the run that never stopped.</summary>
public sealed class ShippedScenarioTests : IDisposable
{
    // Boxes that take a second.
    private static readonly string[] _small =
    [
        "--set", "domain.size=[24,24,24]", "--set", "tumour.cells=500",
        "--set", "output.snapshots=never", "--set", "output.metrics=3 h",
    ];

    private readonly Workplace _workplace = new();

    public static TheoryData<string> Names => [.. ShippedScenarios.Files.Select(file => Path.GetFileNameWithoutExtension(file))];

    public void Dispose() => _workplace.Dispose();

    [RunsTheory]
    [MemberData(nameof(Names))]
    public void AShippedScenarioInPartsIsTheScenarioInOne(string name)
    {
        Scenario scenario = ScenarioFile.Load(ShippedScenarios.Locate(name), ScenarioOverrides.None);
        string[] what = ["run", name, .. LastArm(scenario), .. _small, .. SmallSites(scenario)];
        string whole = Path.Combine(_workplace.Folder, "whole");
        string parts = Path.Combine(_workplace.Folder, "parts");
        Gputumor.Succeed([.. what, "--out", whole, "--threads", "2", "--until", "16 h"]);
        Gputumor.Succeed([.. what, "--out", parts, "--threads", "1", "--until", "7 h"]);
        Gputumor.Succeed("resume", parts, "--until", "16 h", "--threads", "3");

        (string expected, string actual) = (FolderOf(whole), FolderOf(parts));
        Assert.Equal(Hash(expected), Hash(actual));
        Assert.Equal(File.ReadAllText(Path.Combine(expected, "metrics.jsonl")), File.ReadAllText(Path.Combine(actual, "metrics.jsonl")));
    }

    // It has most treatments.
    private static string[] LastArm(Scenario scenario) => scenario.Arms.Count == 1 ? [] : ["--arm", scenario.Arms[^1].Name];

    private static IEnumerable<string> SmallSites(Scenario scenario)
        => scenario.Arms[^1].Model.Sites.SelectMany(site => new[] { "--set", $"sites.{site.Name}.size=[24,24,24]" });

    // A scenario of one arm runs in the folder itself.
    private static string FolderOf(string folder)
        => File.Exists(Path.Combine(folder, "run.json")) ? folder : Directory.GetDirectories(folder).Single();

    private static string Hash(string folder)
        => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json"))).RootElement.GetProperty("state_hash").GetString()!;
}
