using GpuTumor.Kernels;

namespace GpuTumor.Scenarios;

/// <summary>Builds the laws of movement from keys that were checked.</summary>
internal static class MovementBuilder
{
    public static Compaction Compaction(Section cell)
    {
        Section compaction = cell.Within("compaction");
        return cell.Has("compaction")
            ? new Compaction(Rate.Relaxing(compaction.In("h", "hop_time")), (int)compaction.Whole("tension")!)
            : default;
    }
}
