using System.Text.Json;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Cli;
using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Program.Tests;

/// <summary>What is said and done when a device is not there, cannot, or gives up.</summary>
public sealed class DeviceFaultTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Theory]
    [InlineData("cuda")]
    [InlineData("opencl")]
    public void AForcedBackendThatIsNotThereIsNeverReplaced(string backend)
    {
        // No machine has so many devices.
        Outcome outcome = Gputumor.Run("run", _workplace.ScenarioFile, "--backend", backend, "--device", "1000", "--out", _workplace.Out);

        Assert.Equal(ExitCode.DeviceUnavailable, outcome.Code);
        Assert.Contains(backend, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workplace.Out));
    }

    [Fact]
    public void AutoPassesOverAGpuThatCannotAndSaysWhy()
    {
        StringWriter warnings = new();
        FailingBackend able = new();
        IBackend? found = BackendChoice.Best(
            [Model()], [() => new FailingBackend("compiling StageWork failed; update the driver"), () => able], warnings);

        Assert.Same(able, found);
        Assert.Matches("^gputumor: warning: compiling StageWork failed; update the driver.*--backend cpu", warnings.ToString());
    }

    [Fact]
    public void AutoPassesOverADeviceThatDoesNotOpen()
    {
        StringWriter warnings = new();

        Assert.Null(BackendChoice.Best([Model()], [() => throw new DeviceException("cuda 0 cannot be opened")], warnings));
        Assert.Contains("cuda 0 cannot be opened", warnings.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Who does not ask for a GPU is not told that there is none.</summary>
    [Fact]
    public void AutoSaysThatThereIsNoGpuToWhoTypedIt()
    {
        if (GpuDevices.Discover().Any(device => device.Backend == "cuda"))
            return;
        StringWriter typed = new();
        StringWriter implied = new();
        BackendChoice choice = new("auto", 0, 1);

        Assert.Equal("cpu", (choice with { IsTyped = true }).ResolveFor([Model()], typed).Name);
        Assert.Equal("cpu", choice.ResolveFor([Model()], implied).Name);
        Assert.Matches("^gputumor: warning: .*cuda.*Computing on the processor instead", typed.ToString());
        Assert.True(implied.ToString().Length == 0 || GpuDevices.BrokenDriver is not null, implied.ToString());
    }

    [RunsFact]
    public void ADeviceLostAtTheVeryEndNamesTheLastCheckpoint()
    {
        DeviceException lost = Assert.Throws<DeviceException>(() => Run(new FailingBackend { IsLostAtTheEnd = true }));

        Assert.Contains("was lost while running HashWork", lost.Message, StringComparison.Ordinal);
        Assert.Contains("the last checkpoint is checkpoint_", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AForcedBackendThatCannotIsRefusedBeforeAnythingIsWritten()
    {
        DeviceException refusal = Assert.Throws<DeviceException>(
            () => Planned(new FailingBackend("no such kernel; use --backend cpu")));

        Assert.Equal("no such kernel; use --backend cpu", refusal.Message);
        Assert.False(Directory.Exists(_workplace.Out));
    }

    [RunsFact]
    public void ADeviceLostInMidRunNamesTheLastCheckpoint()
    {
        DeviceException lost = Assert.Throws<DeviceException>(() => Run(new FailingBackend(LostAt: 5)));

        Assert.EndsWith(
            $"the last checkpoint is checkpoint_00000004.h5: gputumor resume {Path.GetFullPath(_workplace.Out)}/drug", lost.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.DeviceUnavailable, Fault.Behind(lost)!.Code);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(Path.Combine(_workplace.Out, "drug", "run.json"))).RootElement;
        Assert.Equal("failed", report.GetProperty("exit_reason").GetString());
        Assert.Equal(lost.Message, report.GetProperty("exit_detail").GetString());
    }

    [RunsFact]
    public void ADeviceLostBeforeTheFirstCheckpointSaysThatThereIsNone()
    {
        DeviceException lost = Assert.Throws<DeviceException>(() => Run(new FailingBackend(LostAt: 2)));

        Assert.EndsWith("no checkpoint had been written", lost.Message, StringComparison.Ordinal);
    }

    private Scenario Loaded()
        => ScenarioFile.Load(_workplace.ScenarioFile, new ScenarioOverrides(["output.checkpoints.simulated=4 h"], null, null));

    private Model Model() => Loaded().Arms[0].Model;

    private Experiment Planned(IBackend backend) => Experiment.Planned(Loaded(), ["drug"], _workplace.Out, backend, "gputumor run");

    private void Run(IBackend backend)
    {
        using StopRequests stops = new(wallLimit: null);
        Planned(backend).Run(new LogLines(TextWriter.Null), stops);
    }
}
