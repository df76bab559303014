using GpuTumor.Cli;

namespace GpuTumor.Program.Tests;

/// <summary>What the program says to a wrong command line or scenario, and that it then leaves nothing behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    // What is wrong; what replaces what in the tiny scenario; what the complaint must name.
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "an unknown key", "duration: 12 h", "durration: 12 h", "duration" },
        { "a missing unit", "spacing: 20 um", "spacing: 20", "unit" },
        { "a wrong dimension", "step: 1 h", "step: 1 um", "step" },
        { "a negative size", "size: [20, 20, 20]", "size: [-20, 20, 20]", "domain.size" },
        { "a lattice beyond all addresses", "size: [20, 20, 20]", "size: [4000, 4000, 4000]", "domain" },
        { "a duplicate key", "seed: 7", "seed: 7\nseed: 8", "seed" },
        { "no YAML", "name: tiny", "name: [tiny", "bad.yaml" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeInTheScenarioIsNamedWithItsPlace(string what, string right, string wrong, string named)
    {
        string path = _workplace.Write("bad.yaml", Workplace.Scenario.Replace(right, wrong, StringComparison.Ordinal));
        Outcome outcome = Gputumor.Run("run", path, "--out", _workplace.Out);
        Assert.True(outcome.Code == ExitCode.BadScenario, $"{what}: {outcome.Code}, {outcome.Error}");
        Assert.Matches(@"bad\.yaml:\d+:\d+: error: ", outcome.Error);
        Assert.Contains(named, outcome.Error, StringComparison.Ordinal);
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Fact]
    public void AllMistakesAreToldAtOnce()
    {
        string text = Workplace.Scenario
            .Replace("step: 1 h", "step: 1", StringComparison.Ordinal)
            .Replace("spacing: 20 um", "spacing: -20 um", StringComparison.Ordinal)
            .Replace("cells: 200", "sells: 200", StringComparison.Ordinal);
        Outcome outcome = Gputumor.Run("run", _workplace.Write("bad.yaml", text), "--out", _workplace.Out);
        Assert.Equal(ExitCode.BadScenario, outcome.Code);
        Assert.All(new[] { "step", "domain.spacing", "sells" }, place => Assert.Contains(place, outcome.Error, StringComparison.Ordinal));
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Fact]
    public void AFileThatIsNoTextIsABadScenario()
    {
        string path = Path.Combine(_workplace.Folder, "bad.yaml");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 151))]);
        Outcome outcome = Gputumor.Run("run", path, "--out", _workplace.Out);
        Assert.Equal(ExitCode.BadScenario, outcome.Code);
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Fact]
    public void AMissingScenarioIsANoSuchFile()
    {
        Outcome outcome = Gputumor.Run("run", Path.Combine(_workplace.Folder, "nowhere.yaml"), "--out", _workplace.Out);
        Assert.Equal(ExitCode.NoSuchFile, outcome.Code);
        Assert.Contains("nowhere.yaml", outcome.Error, StringComparison.Ordinal);
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Fact]
    public void AGridThatNeedsMoreMemoryThanThereIsIsRefusedWithTheNumber()
    {
        // 2.1e9 voxels: some hundred gigabytes.
        Outcome outcome = Gputumor.Run(
            "run", _workplace.ScenarioFile, "--backend", "cpu", "--set", "domain.size=[1280,1280,1280]", "--out", _workplace.Out);
        Assert.Equal(ExitCode.DeviceUnavailable, outcome.Code);
        Assert.Matches(@"needs [\d.]+ [GT]B, and cpu has [\d.]+ [MGT]B free", outcome.Error);
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Theory]
    [InlineData("--set", "domain.sice=[8,8,8]")]
    [InlineData("--set", "nonsense")]
    [InlineData("--until", "14")]
    public void AMistakeOnTheCommandLineThatChangesTheScenarioIsABadScenario(string option, string value)
    {
        Outcome outcome = Gputumor.Run("run", _workplace.ScenarioFile, option, value, "--out", _workplace.Out);
        Assert.Equal(ExitCode.BadScenario, outcome.Code);
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Theory]
    [InlineData("--backend", "abacus")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "two")]
    [InlineData("--seed", "-1")]
    [InlineData("--arm", "placebo")]
    [InlineData("--bakcend", "cpu")]
    public void AWrongOptionIsAUsageError(string option, string value)
    {
        Outcome outcome = Gputumor.Run("run", _workplace.ScenarioFile, option, value, "--out", _workplace.Out);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.NotEmpty(outcome.Error);
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Fact]
    public void ADeviceThatIsNotThereIsNamedWithTheRemedy()
    {
        Outcome outcome = Gputumor.Run("run", _workplace.ScenarioFile, "--backend", "cuda", "--device", "63", "--out", _workplace.Out);
        Assert.Equal(ExitCode.DeviceUnavailable, outcome.Code);
        Assert.Contains("cuda", outcome.Error, StringComparison.Ordinal);
        NothingIsWrittenAndNoTraceShown(outcome);
    }

    [Theory]
    [InlineData]
    [InlineData("rnu")]
    [InlineData("run")]
    [InlineData("bench")]
    [InlineData("init")]
    public void AnIncompleteCommandSaysWhereHelpIs(params string[] arguments)
    {
        Outcome outcome = Gputumor.Run(arguments);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("--help", outcome.Error, StringComparison.Ordinal);
    }

    private void NothingIsWrittenAndNoTraceShown(Outcome outcome)
    {
        Assert.False(Directory.Exists(_workplace.Out));
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", outcome.Error, StringComparison.Ordinal);
    }
}
