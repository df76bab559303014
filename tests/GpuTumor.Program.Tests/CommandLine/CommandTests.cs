using System.Text.Json;
using GpuTumor.Cli;

namespace GpuTumor.Program.Tests;

/// <summary>The commands that do not run anything for long.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("validate")]
    [InlineData("devices")]
    [InlineData("verify")]
    [InlineData("bench")]
    [InlineData("bench", "run")]
    [InlineData("bench", "fields")]
    [InlineData("bench", "cells")]
    [InlineData("bench", "all")]
    [InlineData("bench", "snapshots")]
    [InlineData("scenarios")]
    [InlineData("init")]
    [InlineData("schema")]
    public void TheHelpOfEveryCommandEndsWithAnExample(params string[] command)
        => Assert.Matches(@"Examples?:\r?\n  gputumor ", Gputumor.Succeed([.. command, "--help"]).Output);

    [Fact]
    public void TheVersionNamesTheRelease()
        => Assert.Matches(@"^gputumor \d+\.\d+\.\d+( \(commit [0-9a-f]{12}\))?\s*$", Gputumor.Succeed("--version").Output);

    [Fact]
    public void DevicesNamesEveryBackendAndTheHdf5Library()
    {
        string text = Gputumor.Succeed("devices").Output;
        Assert.All(new[] { "cpu", "reference", "cuda", "opencl", "HDF5" }, name => Assert.Contains(name, text, StringComparison.Ordinal));
        JsonElement json = JsonDocument.Parse(Gputumor.Succeed("devices", "--json").Output).RootElement;
        Assert.Contains(json.GetProperty("devices").EnumerateArray(), device => device.GetProperty("backend").GetString() == "cpu");
    }

    [Fact]
    public void EveryShippedScenarioIsListedAndValid()
    {
        string list = Gputumor.Succeed("scenarios").Output;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "data", "scenarios"), "*.yaml"))
            Assert.Contains(Path.GetFileNameWithoutExtension(file), list, StringComparison.Ordinal);
    }

    [Fact]
    public void AShippedScenarioIsCopiedOnceAndRunsFromThere()
    {
        string target = Path.Combine(_workplace.Folder, "study");
        Gputumor.Succeed("init", "spheroid", target);
        string copy = Path.Combine(target, "spheroid.yaml");
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "data", "scenarios", "spheroid.yaml")), File.ReadAllText(copy));
        Gputumor.Succeed("validate", copy, "--set", "domain.size=[16,16,16]");

        Assert.Equal(ExitCode.Usage, Gputumor.Run("init", "spheroid", target).Code);
        Assert.Equal(ExitCode.NoSuchFile, Gputumor.Run("init", "sphere", target).Code);
    }

    [Fact]
    public void TheSchemaIsJson()
        => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(Gputumor.Succeed("schema").Output).RootElement.ValueKind);

    [Fact]
    public void ValidationTellsGridMemorySolversAndTime()
    {
        string text = Gputumor.Succeed("validate", _workplace.ScenarioFile).Output;
        Assert.Contains("20 × 20 × 20 at 20 µm", text, StringComparison.Ordinal);
        Assert.Matches(@"memory  [\d.]+ [kM]B of ", text);
        Assert.Matches(@"wall    about [\d.]+ ", text);
        Assert.Contains("field   oxygen: ", text, StringComparison.Ordinal);

        JsonElement json = JsonDocument.Parse(Gputumor.Succeed("validate", _workplace.ScenarioFile, "--format", "json").Output).RootElement;
        Assert.True(json.GetProperty("valid").GetBoolean());
        Assert.Equal(["vehicle", "drug"], json.GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("arm").GetString()));
    }

    [Fact]
    public void TheScenarioOfTheReadmeIsValid()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        string example = readme.Split("```yaml\n", 2)[1].Split("```", 2)[0];
        Outcome outcome = Gputumor.Succeed("validate", _workplace.Write("readme.yaml", example), "--set", "domain.size=[32,32,32]", "--set", "tumour.cells=200");
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public void ValidationOfAGridThatDoesNotFitSaysSo()
    {
        string text = Gputumor.Succeed("validate", _workplace.ScenarioFile, "--set", "domain.size=[1280,1280,1280]").Output;
        Assert.Matches(@"needs [\d.]+ [GT]B, and cpu has [\d.]+ [MGT]B free", text);
    }

    [Fact]
    public void ProblemsAreGivenToEditorsAsJson()
    {
        string path = _workplace.Write("bad.yaml", Workplace.Scenario.Replace("step: 1 h", "step: 1", StringComparison.Ordinal));
        Outcome outcome = Gputumor.Run("validate", path, "--format", "json");
        Assert.Equal(ExitCode.BadScenario, outcome.Code);
        JsonElement problem = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("problems")[0];
        Assert.Equal(4, problem.GetProperty("line").GetInt32());
        Assert.Equal("step", problem.GetProperty("path").GetString());
    }
}
