namespace GpuTumor.Cli;

/// <summary>Where one run is kept.</summary>
/// <param name="path">The folder.</param>
internal sealed class RunDirectory(string path)
{
    /// <summary>A file of this name in a run's directory, or in the one above, asks it to stop.</summary>
    public const string StopFileName = "STOP";

    private const string Streams = "streams";

    // What a run writes; nothing else is ever removed.
    private static readonly string[] _ours =
    [
        "run.json", "run.json.tmp", "metrics.jsonl", "scenario.yaml", "run.xmf*", "run.vtkhdf*", "snap_*.h5*", "checkpoint_*.h5*",
        StopFileName,
    ];

    /// <summary>The folder.</summary>
    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Summary of the run.</summary>
    public string ReportFile => Path.Combine(FullPath, "run.json");

    /// <summary>Time series, one line per observation.</summary>
    public string MetricsFile => Path.Combine(FullPath, "metrics.jsonl");

    /// <summary>The scenario with every default written out.</summary>
    public string ScenarioFile => Path.Combine(FullPath, "scenario.yaml");

    /// <summary>Name of the newest complete checkpoint; null if there is none.</summary>
    public string? LastCheckpoint => Directory.Exists(FullPath)
        ? Directory.EnumerateFiles(FullPath, "checkpoint_*.h5").Select(Path.GetFileName).Max(StringComparer.Ordinal)
        : null;

    /// <summary>Whether there is a run.</summary>
    public bool HoldsRun => File.Exists(ScenarioFile);

    /// <summary>Whether a file asks for a stop.</summary>
    public bool AsksForStop => File.Exists(StopFile) || File.Exists(Path.Combine(FullPath, "..", StopFileName));

    private string StopFile => Path.Combine(FullPath, StopFileName);

    private bool HoldsSomething => File.Exists(FullPath) || (Directory.Exists(FullPath) && Directory.EnumerateFileSystemEntries(FullPath).Any());

    /// <summary>Makes sure that a run may be put here, and changes nothing.</summary>
    /// <exception cref="UsageException">Something is here already.</exception>
    public void EnsureFree()
    {
        if (HoldsSomething)
            throw new UsageException($"'{FullPath}' is not empty; give --overwrite to replace the run in it, or another --out");
    }

    /// <summary>Makes the folder, and keeps other runs out of it until disposed.</summary>
    /// <exception cref="UsageException">A run works there.</exception>
    public RunLock Take()
    {
        Directory.CreateDirectory(FullPath);
        return RunLock.Take(FullPath);
    }

    /// <summary>The stop was granted, or was asked of an earlier run.</summary>
    public void ForgetStop()
    {
        File.Delete(StopFile);
        File.Delete(Path.Combine(FullPath, "..", StopFileName));
    }

    /// <summary>The folder of a distant site's snapshots.</summary>
    public string OfSite(string name) => Path.Combine(FullPath, name);

    /// <summary>Where a stream of snapshots goes.</summary>
    public string StreamFolder(string stream) => Path.Combine(FullPath, Streams, stream);

    /// <summary>Removes what an earlier run left in it, and in the folders of its sites and streams.</summary>
    public void Clear(IReadOnlyList<string> sites)
    {
        string streams = Path.Combine(FullPath, Streams);
        string[] ofStreams = Directory.Exists(streams) ? Directory.GetDirectories(streams) : [];
        foreach (string folder in sites.Select(OfSite).Where(Directory.Exists).Concat(ofStreams).Prepend(FullPath))
        {
            foreach (string file in _ours.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)))
                File.Delete(file);
        }
    }

    /// <summary>Writes a file so that it is either the old or the new one, whenever the machine stops.</summary>
    public static void WriteWhole(string file, string text)
    {
        string unfinished = file + ".tmp";
        using (FileStream stream = new(unfinished, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }
}
