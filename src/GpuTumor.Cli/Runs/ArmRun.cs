using System.Diagnostics;
using System.Text.Json;
using GpuTumor.Engine;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary>One arm, from the first cell or from a checkpoint, to <c>run.json</c>.</summary>
internal sealed class ArmRun
{
    private readonly Arm _arm;
    private readonly IBackend _backend;
    private readonly Stopwatch _watch = new();
    private RunReport _report;
    private TimeSpan _before;

    private ArmRun(Arm arm, RunDirectory directory, IBackend backend, RunReport report)
        => (_arm, Directory, _backend, _report) = (arm, directory, backend, report);

    /// <summary>Where it goes.</summary>
    public RunDirectory Directory { get; }

    /// <summary>The arm's name.</summary>
    public string Name => _report.Arm;

    /// <summary>What is simulated.</summary>
    public Model Model => _arm.Model;

    /// <summary>Place among the arms.</summary>
    public int Order => _report.Order;

    /// <summary>How the run ended; null if it is yet to be done.</summary>
    public RunReport? Finished => IsFinished ? _report : null;

    private bool IsFinished { get; init; }

    private bool Resumes { get; init; }

    // Whether the scenario may have been changed since it was begun.
    private bool MayChange { get; init; }

    /// <summary>A new run.</summary>
    public static ArmRun New(Scenario scenario, Arm arm, RunDirectory directory, IBackend backend, string commandLine)
    {
        Model model = arm.Model;
        return new ArmRun(arm, directory, backend, new RunReport
        {
            Scenario = scenario.Name,
            Arm = arm.Name,
            Order = scenario.Arms.ToList().IndexOf(arm),
            Seed = model.Seed,
            ExitReason = "pending",
            Backend = backend.Name,
            Device = backend.Device,
            Grid = [model.Grid.Nx, model.Grid.Ny, model.Grid.Nz],
            SpacingUm = [model.Grid.SpacingX, model.Grid.SpacingY, model.Grid.SpacingZ],
            StepHours = model.StepHours,
            StepsPlanned = model.Steps,
            CommandLine = commandLine,
            Started = DateTime.UtcNow,
            RunUuid = Guid.NewGuid(),
        });
    }

    /// <summary>A run that was begun, to go on.</summary>
    /// <param name="directory">Where it is.</param>
    /// <param name="arm">Its scenario, as the directory has it.</param>
    /// <param name="backend">Where it goes on.</param>
    /// <param name="changes">Whether the scenario may be another by now.</param>
    /// <exception cref="UsageException">Its report is not readable.</exception>
    public static ArmRun Begun(RunDirectory directory, Arm arm, IBackend backend, Changes changes)
    {
        RunReport report = ReadReport(directory);
        return new ArmRun(arm, directory, backend, report with
        {
            Seed = arm.Model.Seed,
            StepsPlanned = arm.Model.Steps,
            Backend = backend.Name,
            Device = backend.Device,
        })
        {
            Resumes = true,
            MayChange = changes == Changes.Accepted,
            IsFinished = report.ExitReason is "completed" or "observed" && report.Steps >= arm.Model.Steps,
        };
    }

    /// <summary>Writes what is known before the first step: after this, the run can be resumed.</summary>
    public void Prepare()
    {
        Directory.ForgetStop();
        if (!Resumes)
            Directory.Clear([.. Model.Sites.Select(site => site.Name)]);
        if (Finished is not null)
            return;
        Write(_report);
        RunDirectory.WriteWhole(Directory.ScenarioFile, _arm.ResolvedYaml);
    }

    /// <summary>Does it. A failure on the way is written into the report before it is thrown on.</summary>
    /// <exception cref="DivergedException">A field left the finite numbers.</exception>
    /// <exception cref="DeviceException">The device does not hold out.</exception>
    /// <exception cref="IOException">The disk does not.</exception>
    public RunReport Execute(IProgressDisplay display, StopRequests stops)
    {
        _watch.Start();
        try
        {
            Simulate(display, stops);
        }
        catch (Exception failure) when (Fault.Behind(failure) is { } fault)
        {
            TryWrite(_report with
            {
                ExitReason = fault.Code == ExitCode.Diverged ? "diverged" : "failed",
                ExitDetail = failure.Message,
                WallSeconds = Wall().TotalSeconds,
            });
            throw;
        }

        Write(_report);
        display.End(_report);
        return _report;
    }

    private void Simulate(IProgressDisplay display, StopRequests stops)
    {
        display.Take(_report, Demand.Of(Model, _backend));
        using Patient patient = new(Model, _backend);
        stops.ListenAgain();
        CheckpointDirectory stored = new(Directory.FullPath, _arm.Output.CheckpointsKept);
        stored.Sweep();
        Clock? start = Resumes ? Restore(stored, patient, display) : null;
        _report = _report with
        {
            ExitReason = "running",
            ExitDetail = null,
            ResumedFromStep = start?.Step ?? _report.ResumedFromStep,
            SnapshotCopies = SnapshotCopies(patient.Primary),
        };
        Write(_report);
        display.Begin(_report, Directory);

        using MetricsLog metrics = new(Directory.MetricsFile, _arm.Output.Metrics, Model.Steps, start?.Step);
        using SnapshotBacklog backlog = new();
        using SnapshotObserver snapshots = new(Directory.FullPath, _arm.Output.Snapshots, Origin(), Options(), backlog);
        Checkpoints checkpoints = new(stored, _arm.Output.Checkpoints, Origin(), Wall, backlog, metrics);
        IObserver[] observers =
        [
            metrics, snapshots, .. SnapshotsOfSites(backlog), .. _arm.Output.Streams.Select(stream => Observer(stream, backlog)),
            checkpoints, new ProgressObserver(display, _report.Arm, Model),
        ];

        using CancellationTokenRegistration told = stops.Token.Register(() => display.Stopping(Name, stops.Received!));
        using Interruptions asked = new(stops, Directory, _arm.Output.CheckpointsEvery);
        try
        {
            (StopReason reason, Clock clock) = Advance(patient, start, observers, checkpoints, asked);
            // The last snapshots and the last checkpoint may be on the device yet.
            backlog.Drain();
            Directory.ForgetStop();
            _report = Ended(patient, clock, reason, stops.Received);
        }
        catch (DeviceException lost)
        {
            // A checkpoint may be whole on the host and on its way to the disk.
            backlog.Settle();
            string whereToGoOn = Directory.LastCheckpoint is { } checkpoint
                ? $"the last checkpoint is {checkpoint}: gputumor resume {Directory.FullPath}"
                : "no checkpoint had been written";
            throw new DeviceException($"{lost.Message}; {whereToGoOn}", lost);
        }
    }

    private IEnumerable<SnapshotObserver> SnapshotsOfSites(SnapshotBacklog backlog)
        => Model.Sites.Select(site => new SnapshotObserver(
            Directory.OfSite(site.Name), _arm.Output.Snapshots, Origin(), Options(), backlog, site.Name));

    // Pauses whenever the state is to be saved.
    private (StopReason Reason, Clock Clock) Advance(
        Patient patient, Clock? start, IObserver[] observers, Checkpoints checkpoints, Interruptions asked)
    {
        (StopReason reason, Clock clock) = start is { } from
            ? Simulation.Continue(Model, patient, from, observers, asked.Token)
            : Simulation.Run(Model, patient, observers, asked.Token);
        while (reason == StopReason.Cancelled)
        {
            if (asked.MustStop)
            {
                checkpoints.Save(patient, clock);
                break;
            }

            checkpoints.Begin(patient, clock);
            asked.Saved();
            (reason, clock) = Simulation.Continue(Model, patient, clock, observers, asked.Token);
        }

        return (reason, clock);
    }

    // The newest checkpoint that is whole; without one, the run begins again.
    private Clock? Restore(CheckpointDirectory stored, Patient patient, IProgressDisplay display)
    {
        if (stored.RestoreNewest(patient, damaged => display.Warn($"{damaged.Message} It is passed over.")) is not { } checkpoint)
        {
            display.Warn($"{Directory.FullPath}: there is no checkpoint to go on from; the run begins again");
            return null;
        }

        EnsureSameTissue(checkpoint, display);
        ProgramVersion here = ProgramVersion.Current;
        if ((checkpoint.Provenance.EngineVersion, checkpoint.Provenance.GitCommit) != (here.Number, here.Commit))
        {
            display.Warn(
                $"{checkpoint.Path} was written by version {checkpoint.Provenance.EngineVersion} {checkpoint.Provenance.GitCommit} and this is "
                + $"{here.Number} {here.Commit}: the run may go on differently from one that was not interrupted");
        }

        if (checkpoint.Clock.Step > Model.Steps)
            throw new UsageException($"the run is at step {checkpoint.Clock.Step} already, beyond the end asked for, step {Model.Steps}");
        _before = TimeSpan.FromSeconds(checkpoint.WallSeconds);
        return checkpoint.Clock;
    }

    private void EnsureSameTissue(Checkpoint checkpoint, IProgressDisplay display)
    {
        const int Shown = 6;
        IReadOnlyList<string> changes = ScenarioChanges.Between(checkpoint.Provenance.ScenarioText, _arm.ResolvedYaml);
        if (changes.Count == 0)
            return;
        string told = string.Concat(changes.Take(Shown).Select(line => "\n  " + line)) + (changes.Count > Shown ? "\n  …" : "");
        if (!MayChange)
        {
            throw new UsageException(
                $"{Directory.ScenarioFile} was changed since {Path.GetFileName(checkpoint.Path)} was written:{told}\nOnly its duration, output and "
                + "descriptions may change on the way. Put it back as it was (the checkpoint's group /provenance has it), or give --changed-scenario "
                + "to go on with the changes from here");
        }

        display.Warn($"{Directory.ScenarioFile} was changed at step {checkpoint.Clock.Step}, and the run goes on with the changes:{told}");
    }

    private RunReport Ended(Patient patient, Clock clock, StopReason reason, string? stop)
    {
        using Process self = Process.GetCurrentProcess();
        Observation last = Observation.Of(patient, clock, clock.Step);
        return _report with
        {
            ExitReason = reason switch
            {
                StopReason.Completed => "completed",
                StopReason.Cancelled => "stopped",
                _ => "observed",
            },
            ExitDetail = reason == StopReason.Cancelled ? stop : null,
            Steps = clock.Step,
            SimulatedHours = clock.Hours,
            WallSeconds = Wall().TotalSeconds,
            Phases = patient.Primary.Times,
            Cells = last.Cells,
            DrugExposures = patient.Model.Drugs.Zip(patient.Plasma.Exposures).ToDictionary(pair => pair.First, pair => pair.Second),
            DosesWithheld = patient.Plasma.DosesWithheld,
            Decisions = patient.Ward.Decisions,
            StateHash = patient.StateHash().ToString("x16"),
            MassBalances = last.Fields.ToDictionary(field => field.Key, field => new FieldBalance(
                field.Value.Sources, field.Value.Sinks, field.Value.Clipped, field.Value.Residual, field.Value.RelativeResidual)),
            PeakMemoryBytes = self.PeakWorkingSet64,
            DeviceMemoryBytes = patient.Primary.AllocatedBytes,
        };
    }

    // What a snapshot takes on the device while it is copied beside the next steps, and whether there is room for it.
    private string? SnapshotCopies(ITissue tissue)
    {
        if (_arm.Output.Snapshots == Schedule.Never || tissue.RoomForStills == 0)
            return null;
        long bytes = Model.Grid.Voxels * tissue.Quantities
            .Where(quantity => _arm.Output.Quantities?.Contains(quantity.Name) ?? true)
            .Sum(quantity => quantity.ElementSize);
        long room = tissue.RoomForStills;
        return bytes <= room
            ? $"beside the next steps, from {Demand.Amount(bytes)} set aside on the device"
            : $"beside the next steps as far as {Demand.Amount(room)} of the device's memory go, of {Demand.Amount(bytes)}, the rest before them";
    }

    private TimeSpan Wall() => _before + _watch.Elapsed;

    private Provenance Origin() => Provenance.OfThisRun(Model, _backend, _arm.ResolvedYaml) with
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

    // Observers of snapshots hold nothing that is to be disposed of.
    private SnapshotObserver Observer(StreamPlan stream, SnapshotBacklog backlog)
        => new(
            Directory.StreamFolder(stream.Name), stream.When, Origin(),
            new SnapshotOptions
            {
                Quantities = stream.Quantities,
                CompressionLevel = stream.CompressionLevel,
                MantissaBits = stream.MantissaBits,
                Cut = new SnapshotCut(
                    stream.First.X, stream.First.Y, stream.First.Z, stream.Count.X, stream.Count.Y, stream.Count.Z, stream.Downsampling),
            },
            backlog);

    private static RunReport ReadReport(RunDirectory directory)
    {
        try
        {
            return Json.Read<RunReport>(File.ReadAllText(directory.ReportFile));
        }
        catch (Exception failure) when (failure is JsonException or FileNotFoundException)
        {
            throw new UsageException($"{directory.ReportFile} does not say which run this is ({failure.Message}); run its scenario anew with --overwrite");
        }
    }

    private void TryWrite(RunReport report)
    {
        try
        {
            Write(report);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What led here, a full disk perhaps, is what is to be said.
        }
    }

    private void Write(RunReport report) => RunDirectory.WriteWhole(Directory.ReportFile, Json.Document(report) + "\n");
}
