using System.Globalization;

namespace GpuTumor.Snapshots;

/// <summary>The group that says what a file came from.</summary>
internal static class ProvenanceGroup
{
    /// <summary>Writes it.</summary>
    public static void Write(Handle file, Provenance provenance)
    {
        using Handle group = Hdf5File.CreateGroup(file, SnapshotLayout.Provenance);
        group.SetText("scenario", provenance.Scenario);
        group.SetText("git_commit", provenance.GitCommit);
        if (provenance.GitDirty is { } dirty)
            group.Set("git_dirty", dirty ? (byte)1 : (byte)0);
        group.Set("seed", provenance.Seed);
        group.SetText("backend", provenance.Backend);
        group.SetText("engine_version", provenance.EngineVersion);
        group.SetText("command_line", provenance.CommandLine);
        group.SetText("host", provenance.Host);
        group.SetText("created", provenance.Created.ToString("O", CultureInfo.InvariantCulture));
        group.SetText("run_uuid", provenance.Run.ToString());
        Hdf5File.WriteText(group, "config", provenance.ScenarioText);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="Hdf5Exception">It is missing or not as it should be.</exception>
    public static Provenance Read(Handle file)
    {
        using Handle group = Hdf5File.OpenGroup(file, SnapshotLayout.Provenance);
        return new Provenance
        {
            Scenario = Text(group, "scenario"),
            ScenarioText = Hdf5File.ReadText(group, "config"),
            Seed = group.Get<ulong>("seed"),
            Backend = Text(group, "backend"),
            EngineVersion = Text(group, "engine_version"),
            GitCommit = Text(group, "git_commit"),
            GitDirty = group.Has("git_dirty") ? group.Get<byte>("git_dirty") != 0 : null,
            CommandLine = Text(group, "command_line"),
            Host = Text(group, "host"),
            Author = file.GetText("author") ?? "",
            Created = DateTimeOffset.TryParse(
                Text(group, "created"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset created)
                ? created : throw new Hdf5Exception("'created' is not a date"),
            Run = Guid.TryParse(Text(group, "run_uuid"), out Guid run) ? run : throw new Hdf5Exception("'run_uuid' is not a UUID"),
        };
    }

    private static string Text(Handle group, string name)
        => group.GetText(name) ?? throw new Hdf5Exception($"'{name}' is missing");
}
