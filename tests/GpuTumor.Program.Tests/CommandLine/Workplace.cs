namespace GpuTumor.Program.Tests;

/// <summary>A folder that goes with the test, with a scenario small enough to run in a moment.</summary>
internal sealed class Workplace : IDisposable
{
    // Two arms of half a day: 200 cells in a box of 20³ voxels, one tenth resistant.
    public const string Scenario =
        """
        name: tiny
        seed: 7
        duration: 12 h
        step: 1 h
        domain:
          size: [20, 20, 20]
          spacing: 20 um
        vessels:
          spacing: 100 um
        fields:
          oxygen: {}
          targeted_drug: {}
          hgf: {}
        tumour:
          cells: 200
          founders:
            sensitive: { fraction: 90 % }
            resistant: { fraction: 10 %, genotype: [target] }
        output:
          snapshots: 6 h
          metrics: 3 h
        arms:
          vehicle:
            description: No drug.
          drug:
            description: The drug throughout.
            treatments:
              - { drug: targeted_drug, level: 1, from: 0 d }
        """;

    public Workplace() => File.WriteAllText(ScenarioFile, Scenario);

    public string Folder { get; } = Directory.CreateTempSubdirectory("gputumor-test-").FullName;

    public string ScenarioFile => Path.Combine(Folder, "tiny.yaml");

    /// <summary>A folder that is not there yet.</summary>
    public string Out => Path.Combine(Folder, "out");

    /// <summary>Writes another scenario.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
