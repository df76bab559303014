using System.Diagnostics;
using GpuTumor.Engine;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>One arm, from the first cell to <c>run.json</c>.</summary>
internal sealed class ArmRun
{
    private readonly Arm _arm;
    private readonly RunDirectory _directory;
    private readonly IBackend _backend;
    private readonly Stopwatch _watch = new();
    private RunReport _report;

    /// <summary>A run to be done.</summary>
    public ArmRun(Scenario scenario, Arm arm, RunDirectory directory, IBackend backend, string commandLine)
    {
        (_arm, _directory, _backend) = (arm, directory, backend);
        Model model = arm.Model;
        _report = new RunReport
        {
            Scenario = scenario.Name,
            Arm = arm.Name,
            Seed = model.Seed,
            ExitReason = "running",
            Backend = backend.Name,
            Device = backend.Device,
            Grid = [model.Grid.Nx, model.Grid.Ny, model.Grid.Nz],
            SpacingUm = model.Grid.Spacing,
            StepHours = model.StepHours,
            StepsPlanned = model.Steps,
            CommandLine = commandLine,
            Started = DateTime.UtcNow,
            RunUuid = Guid.NewGuid(),
        };
    }

    /// <summary>Does it. A failure on the way is written into the report before it is thrown on.</summary>
    /// <exception cref="DivergedException">A field left the finite numbers.</exception>
    /// <exception cref="DeviceException">The device does not hold out.</exception>
    /// <exception cref="IOException">The disk does not.</exception>
    public RunReport Execute(IProgressDisplay display, StopSignals signals)
    {
        _directory.Prepare();
        File.WriteAllText(_directory.ScenarioFile, _arm.ResolvedYaml);
        Write(_report);
        display.Begin(_report, _directory);
        _watch.Start();
        try
        {
            Simulate(display, signals);
        }
        catch (Exception failure) when (Fault.Behind(failure) is { } fault)
        {
            Write(_report with
            {
                ExitReason = fault.Code == ExitCode.Diverged ? "diverged" : "failed",
                ExitDetail = failure.Message,
                WallSeconds = _watch.Elapsed.TotalSeconds,
            });
            throw;
        }

        Write(_report);
        display.End(_report);
        return _report;
    }

    private void Simulate(IProgressDisplay display, StopSignals signals)
    {
        Model model = _arm.Model;
        using Patient patient = new(model, _backend);
        using MetricsLog metrics = new(_directory.MetricsFile, _arm.Output.Metrics);
        using SnapshotObserver snapshots = new(_directory.FullPath, _arm.Output.Snapshots, Origin(), Options());
        IObserver[] observers = [metrics, snapshots, new ProgressObserver(display, _arm.Name, model)];

        (StopReason reason, Clock clock) = Advance(patient, observers, signals);

        // Stopped between two observations: the last state is seen and written all the same.
        foreach (IObserver observer in observers.Where(observer => reason != StopReason.Completed && !observer.When.IsDue(clock.Step)))
            observer.Observe(patient, clock);
        _report = Finished(patient, clock, reason, metrics.Last!, signals.Received);
    }

    private (StopReason Reason, Clock Clock) Advance(Patient patient, IObserver[] observers, StopSignals signals)
    {
        try
        {
            return Simulation.Run(patient.Model, patient, observers, signals.Token);
        }
        catch (DeviceException lost)
        {
            string whereToGoOn = _directory.LastCheckpoint is { } checkpoint
                ? $"the last checkpoint is {checkpoint}: gputumor resume {_directory.FullPath}"
                : "no checkpoint had been written";
            throw new DeviceException($"{lost.Message}; {whereToGoOn}", lost);
        }
    }

    private RunReport Finished(Patient patient, Clock clock, StopReason reason, Observation last, string? signal)
    {
        using Process self = Process.GetCurrentProcess();
        return _report with
        {
            ExitReason = reason switch
            {
                StopReason.Completed => "completed",
                StopReason.Cancelled => "stopped",
                _ => "observed",
            },
            ExitDetail = reason == StopReason.Cancelled ? signal : null,
            Steps = clock.Step,
            SimulatedHours = clock.Hours,
            WallSeconds = _watch.Elapsed.TotalSeconds,
            Phases = patient.Primary.Times,
            Cells = last.Cells,
            DrugExposures = patient.Model.Drugs.Zip(patient.Plasma.Exposures).ToDictionary(pair => pair.First, pair => pair.Second),
            DosesWithheld = patient.Plasma.DosesWithheld,
            Decisions = patient.Ward.Decisions,
            StateHash = patient.Primary.StateHash().ToString("x16"),
            MassBalances = last.Fields.ToDictionary(field => field.Key, field => new FieldBalance(
                field.Value.Sources, field.Value.Sinks, field.Value.Clipped, field.Value.Residual, field.Value.RelativeResidual)),
            PeakMemoryBytes = self.PeakWorkingSet64,
            DeviceMemoryBytes = patient.Primary.AllocatedBytes,
        };
    }

    private Provenance Origin() => Provenance.OfThisRun(_arm.Model, _backend, _arm.ResolvedYaml) with
    {
        CommandLine = _report.CommandLine,
        Created = _report.Started,
        Run = _report.RunUuid,
    };

    private SnapshotOptions Options() => new()
    {
        Quantities = _arm.Output.Quantities,
        CompressionLevel = _arm.Output.CompressionLevel,
        MantissaBits = _arm.Output.MantissaBits,
    };

    private void Write(RunReport report) => RunDirectory.WriteWhole(_directory.ReportFile, Json.Document(report) + "\n");
}
