using System.Globalization;
using System.Reflection;
using GpuTumor.Engine;

namespace GpuTumor.Snapshots;

/// <summary>What a snapshot came from: enough to run it again.</summary>
public sealed record Provenance
{
    /// <summary>Name of the scenario, with its arm.</summary>
    public required string Scenario { get; init; }

    /// <summary>The resolved scenario: every default written out.</summary>
    public required string ScenarioText { get; init; }

    /// <summary>The seed of every random draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The backend, with its device: <c>cpu: 2 threads, 16 lanes</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Version of the engine: <c>0.1.0</c>.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The commit that the engine was built from; empty if unknown.</summary>
    public required string GitCommit { get; init; }

    /// <summary>Whether there were changes on top of the commit; null if unknown.</summary>
    public bool? GitDirty { get; init; }

    /// <summary>The command that started the run.</summary>
    public required string CommandLine { get; init; }

    /// <summary>The machine.</summary>
    public required string Host { get; init; }

    /// <summary>Who ran it, as openPMD's <c>author</c>; empty if not said.</summary>
    public string Author { get; init; } = "";

    /// <summary>When the run started.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Identifies the run: the same in all its files.</summary>
    public required Guid Run { get; init; }

    /// <summary>A new run, here and now, of the program that calls.</summary>
    /// <param name="model">What is simulated.</param>
    /// <param name="backend">Where.</param>
    /// <param name="scenarioText">The resolved scenario.</param>
    public static Provenance OfThisRun(Model model, IBackend backend, string scenarioText)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(backend);
        string version = typeof(Model).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        string[] parts = version.Split('+', 2);
        return new Provenance
        {
            Scenario = model.Name,
            ScenarioText = scenarioText,
            Seed = model.Seed,
            Backend = $"{backend.Name}: {backend.Device}",
            EngineVersion = parts[0],
            GitCommit = parts.Length > 1 ? parts[1] : "",
            CommandLine = string.Join(' ', Environment.GetCommandLineArgs().Select(Quoted)),
            Host = Environment.MachineName,
            Created = DateTimeOffset.Now,
            Run = Guid.NewGuid(),
        };
    }

    /// <summary>The start of the run as openPMD writes dates.</summary>
    internal string Date => Created.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;
}
