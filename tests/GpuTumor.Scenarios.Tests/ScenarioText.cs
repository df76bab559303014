namespace GpuTumor.Scenarios.Tests;

/// <summary>A scenario written for a test, in a directory of its own.</summary>
internal sealed class ScenarioText : IDisposable
{
    /// <summary>The least that a scenario must say.</summary>
    public const string Least =
        """
        duration: 1 d
        domain: { size: [32, 32, 32] }
        tumour: { cells: 100 }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("scenario").FullName;

    public ScenarioText(string text, string name = "s.yaml") => Path = Write(name, text);

    public string Path { get; }

    /// <summary>Writes another file beside the scenario.</summary>
    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    public Scenario Load(params string[] settings) => ScenarioFile.Load(Path, new ScenarioOverrides(settings, null, null));

    /// <summary>Loads a text that must be good.</summary>
    public static Scenario Load(string text, params string[] settings)
    {
        using ScenarioText file = new(text);
        return file.Load(settings);
    }

    /// <summary>The problems of the scenario, without the directory's name.</summary>
    public string[] Problems(params string[] settings)
    {
        try
        {
            Load(settings);
            return [];
        }
        catch (ScenarioException bad)
        {
            return [.. bad.Problems.Select(p => p.ToString().Replace(_directory + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
        }
    }

    /// <summary>The problems of a text.</summary>
    public static string[] Problems(string text, params string[] settings)
    {
        using ScenarioText file = new(text);
        return file.Problems(settings);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
