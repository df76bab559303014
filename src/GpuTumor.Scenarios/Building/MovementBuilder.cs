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

    public static Migration Migration(Section cell)
    {
        Section migration = cell.Within("migration");
        return !cell.Has("migration") ? default : new Migration(
            (float)migration.In("um/min", "alone_speed"), (float)migration.In("um/min", "together_speed"),
            (float)migration.Number("together_from"), (float)migration.Number("alone_from"), (int)migration.Whole("company")!,
            (float)migration.Number("along_chemokine"), (float)migration.In("nM", "chemokine_half"),
            (float)migration.Number("along_hgf"), (float)migration.In("nM", "hgf_half"),
            (float)migration.Number("along_matrix"), (float)migration.Number("cohesion"),
            (float)migration.Number("blocking_matrix"));
    }
}
