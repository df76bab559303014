using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary>Measures all runs of a directory.</summary>
internal static class Measured
{
    /// <summary>Each run, in the order of <see cref="RunDirectory.Find"/>.</summary>
    /// <param name="directory">A run, or a directory of arms.</param>
    /// <param name="groups">What to measure.</param>
    /// <param name="detectableVoxels">Voxels of closed mass below which a tumour is not seen; null for the default.</param>
    /// <param name="terminal">Where progress goes.</param>
    /// <param name="cancelled">Stops between snapshots.</param>
    public static IReadOnlyList<MeasuredRun> All(
        string directory, MetricGroups groups, double? detectableVoxels, Terminal terminal, CancellationToken cancelled)
        => [.. RunDirectory.Find(directory)
            .Select(run => MeasuredRun.Measure(run, groups, detectableVoxels, terminal.Error, cancelled))];
}
