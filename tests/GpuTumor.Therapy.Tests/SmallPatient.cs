using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Therapy.Tests;

/// <summary>Models for tests: from a scenario's text, as users write it.</summary>
internal static class SmallPatient
{
    /// <summary>The model of a scenario that says the least and what is given.</summary>
    public static Model Of(string more, int size = 24, int cells = 60, string duration = "60 d")
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("patient").FullName, "s.yaml");
        File.WriteAllText(file, $"duration: {duration}\ndomain: {{ size: [{size}, {size}, {size}] }}\ntumour: {{ cells: {cells} }}\n{more}\n");
        try
        {
            return ScenarioFile.Load(file, ScenarioOverrides.None).Arms[0].Model;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>A drug of the table, as a scenario has it that says nothing more.</summary>
    public static Drug Medicine(string name) => Of($"drugs: {{ {name}: {{}} }}").Pharmacology.Single(drug => drug.Name == name);

    /// <summary>A plasma that knows these drugs alone.</summary>
    public static Plasma PlasmaOf(params Drug[] drugs) => new(Of("") with
    {
        Drugs = [.. drugs.Select(drug => drug.Name)],
        Pharmacology = drugs,
    });
}
