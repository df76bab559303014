namespace GpuTumor.Post;

/// <summary>A lattice at the end of a run, to be shown: the primary's, or that of a distant site.</summary>
/// <param name="Run">The run.</param>
/// <param name="Site">The distant site; null for the primary.</param>
/// <param name="Snapshot">Its last snapshot's file.</param>
internal sealed record Scene(MeasuredRun Run, string? Site, string Snapshot)
{
    /// <summary>What it is called among others.</summary>
    public string Name => Site is null ? Run.Run.Name : $"{Run.Run.Name}, {Site}";

    /// <summary>Every primary, each followed by its distant sites that have a lattice by then.</summary>
    public static IReadOnlyList<Scene> AtTheEndOf(IEnumerable<MeasuredRun> runs)
    {
        List<Scene> scenes = [];
        foreach (MeasuredRun run in runs)
        {
            string last = run.Run.Snapshots[^1];
            scenes.Add(new(run, null, last));
            scenes.AddRange(run.Run.Sites.Select(site => (site, Path: run.Run.SnapshotOf(site, last))).Where(one => one.Path is not null).Select(one => new Scene(run, one.site, one.Path!)));
        }

        return scenes;
    }
}
