using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>What a run writes, and when.</summary>
/// <param name="Snapshots">When the whole state is written.</param>
/// <param name="Metrics">When numbers are written.</param>
/// <param name="Quantities">Names of the quantities in a snapshot; null for all.</param>
/// <param name="CompressionLevel">Deflate level of snapshots, 0–9; 0 stores.</param>
/// <param name="MantissaBits">Bits of a float's mantissa that snapshots keep, 1–23; 23 keeps all.</param>
public sealed record OutputPlan(
    Schedule Snapshots, Schedule Metrics, IReadOnlyList<string>? Quantities, int CompressionLevel, int MantissaBits);
