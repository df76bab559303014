using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>What a run writes, and when.</summary>
/// <param name="Snapshots">When the whole state is written.</param>
/// <param name="Metrics">When numbers are written.</param>
/// <param name="Quantities">Names of the quantities in a snapshot; null for all.</param>
/// <param name="CompressionLevel">Deflate level of snapshots, 0–9; 0 stores.</param>
/// <param name="MantissaBits">Bits of a float's mantissa that snapshots keep, 1–23; 23 keeps all.</param>
/// <param name="Checkpoints">When the whole state is saved to go on from, in simulated time.</param>
/// <param name="CheckpointsEvery">Wall time between such savings; null for none.</param>
/// <param name="CheckpointsKept">How many are kept; at least one.</param>
public sealed record OutputPlan(
    Schedule Snapshots, Schedule Metrics, IReadOnlyList<string>? Quantities, int CompressionLevel, int MantissaBits,
    Schedule Checkpoints, TimeSpan? CheckpointsEvery, int CheckpointsKept)
{
    /// <summary>More snapshots, each kind with its own schedule, contents and part of the box.</summary>
    public IReadOnlyList<StreamPlan> Streams { get; init; } = [];
}
