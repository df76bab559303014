namespace GpuTumor.Cli;

/// <summary>Where one run is kept.</summary>
/// <param name="path">The folder.</param>
internal sealed class RunDirectory(string path)
{
    // What a run writes; nothing else is ever removed.
    private static readonly string[] _ours =
    [
        "run.json", "run.json.tmp", "metrics.jsonl", "scenario.yaml", "run.xmf*", "run.vtkhdf*", "snap_*.h5*", "checkpoint_*.h5*",
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

    private bool HoldsSomething => File.Exists(FullPath) || (Directory.Exists(FullPath) && Directory.EnumerateFileSystemEntries(FullPath).Any());

    /// <summary>Makes sure that a run may be put here, and changes nothing.</summary>
    /// <exception cref="UsageException">Something is here already.</exception>
    public void EnsureFree()
    {
        if (HoldsSomething)
            throw new UsageException($"'{FullPath}' is not empty; give --overwrite to replace the run in it, or another --out");
    }

    /// <summary>Makes the folder and removes what an earlier run left in it.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(FullPath);
        foreach (string pattern in _ours)
        {
            foreach (string file in Directory.EnumerateFiles(FullPath, pattern))
                File.Delete(file);
        }
    }

    /// <summary>Writes a file so that it is either the old or the new one, whenever the machine stops.</summary>
    public static void WriteWhole(string file, string text)
    {
        string unfinished = file + ".tmp";
        File.WriteAllText(unfinished, text);
        File.Move(unfinished, file, overwrite: true);
    }
}
