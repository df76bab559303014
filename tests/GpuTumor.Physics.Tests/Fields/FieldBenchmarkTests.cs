using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

public class FieldBenchmarkTests
{
    [Fact]
    public void EveryCaseIsMeasuredBesideTheCopy()
    {
        BenchmarkResult[] results = [.. FieldBenchmarks.Run(24, 2, LaneWidths.Best)];

        Assert.Equal(results.Length, results.Select(result => result.Case).Distinct().Count());
        foreach (string kernel in new[] { "ftcs", "ftcs_two", "ftcs_blocked", "ftcs_six", "clenshaw", "clenshaw_blocked", "legendre", "legendre_blocked", "lod", "triad", "multigrid_v11" })
            Assert.Contains(results, result => result.Case == "fields." + kernel);
        Assert.All(results, result =>
        {
            Assert.StartsWith("fields.", result.Case, StringComparison.Ordinal);
            Assert.True(result.MedianSeconds > 0 && result.CopyBytesPerSecond > 0);
            double moved = result.VoxelUpdatesPerSecond * result.BytesPerVoxel;
            Assert.Equal(moved / result.CopyBytesPerSecond, result.CopyFraction, 1e-9);
        });
    }
}
