using System.Runtime.InteropServices;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>What is to be known of a run: <c>run.json</c>. Written at the start, and again at the end.</summary>
internal sealed record RunReport
{
    /// <summary>Layout of this file.</summary>
    public int SchemaVersion { get; } = 1;

    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>The arm.</summary>
    public required string Arm { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Place of the arm in its scenario, from 0.</summary>
    public int Order { get; init; }

    /// <summary>pending, running, completed, observed, stopped, diverged or failed.</summary>
    public required string ExitReason { get; init; }

    /// <summary>More about the reason: the signal, the message.</summary>
    public string? ExitDetail { get; init; }

    /// <summary>Where it was computed.</summary>
    public required string Backend { get; init; }

    /// <summary>The device, for people.</summary>
    public required string Device { get; init; }

    /// <summary>Voxels along x, y and z.</summary>
    public required IReadOnlyList<int> Grid { get; init; }

    /// <summary>Edges of a voxel along x, y and z [µm].</summary>
    public required IReadOnlyList<double> SpacingUm { get; init; }

    /// <summary>Length of a step [h].</summary>
    public required double StepHours { get; init; }

    /// <summary>Steps planned.</summary>
    public required long StepsPlanned { get; init; }

    /// <summary>The step of the checkpoint from which the run went on last; null if it was never interrupted.</summary>
    public long? ResumedFromStep { get; init; }

    /// <summary>Steps done.</summary>
    public long Steps { get; init; }

    /// <summary>Simulated time [h].</summary>
    public double SimulatedHours { get; init; }

    /// <summary>Wall time [s].</summary>
    public double WallSeconds { get; init; }

    /// <summary>Wall time by phase of the step [s].</summary>
    public PhaseTimes? Phases { get; init; }

    /// <summary>Living tumour cells at the end by founder.</summary>
    public IReadOnlyDictionary<string, long> Cells { get; init; } = new Dictionary<string, long>();

    /// <summary>Area under the plasma level by drug [the drug's unit · h].</summary>
    public IReadOnlyDictionary<string, double> DrugExposures { get; init; } = new Dictionary<string, double>();

    /// <summary>Doses withheld because of the toxicity index.</summary>
    public long DosesWithheld { get; init; }

    /// <summary>What protocols decided, with what they had seen.</summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    /// <summary>Sixteen hexadecimal digits over all cell state and all field bits.</summary>
    public string? StateHash { get; init; }

    /// <summary>Cumulative balance of each field [unit · voxels].</summary>
    public IReadOnlyDictionary<string, FieldBalance> MassBalances { get; init; } = new Dictionary<string, FieldBalance>();

    /// <summary>Most memory that the process held [bytes].</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>What the tissue holds on the device [bytes].</summary>
    public long DeviceMemoryBytes { get; init; }

    /// <summary>When snapshots are copied from the device, where that could be beside the next steps; null on the processor.</summary>
    public string? SnapshotCopies { get; init; }

    /// <summary>Release.</summary>
    public string Version { get; } = ProgramVersion.Current.Number;

    /// <summary>Commit that the program was built from.</summary>
    public string Commit { get; } = ProgramVersion.Current.Commit;

    /// <summary>The .NET runtime.</summary>
    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    /// <summary>The operating system.</summary>
    public string OperatingSystem { get; } = RuntimeInformation.OSDescription;

    /// <summary>The machine's name.</summary>
    public string Host { get; } = Environment.MachineName;

    /// <summary>As typed.</summary>
    public required string CommandLine { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTime Started { get; init; }

    /// <summary>Identifies this run.</summary>
    public required Guid RunUuid { get; init; }
}

/// <summary>What came and went of a field since the start [unit · voxels].</summary>
internal sealed record FieldBalance(double Sources, double Sinks, double Clipped, double Residual, double RelativeResidual);
