namespace GpuTumor.Scenarios.Tests;

/// <summary>The files that come with the program.</summary>
internal static class Shipped
{
    /// <summary>The folder of the source tree.</summary>
    public static string Root { get; } = FindRoot();

    public static string Data { get; } = Path.Combine(Root, "data");

    public static string[] ScenarioFiles => Directory.GetFiles(Path.Combine(Data, "scenarios"), "*.yaml");

    public static string Scenario(string name) => Path.Combine(Data, "scenarios", name + ".yaml");

    public static string Parameters(string name) => Path.Combine(Data, "parameters", name + ".yaml");

    private static string FindRoot()
    {
        DirectoryInfo? here = new(AppContext.BaseDirectory);
        while (here is not null && !File.Exists(Path.Combine(here.FullName, "GpuTumor.sln")))
            here = here.Parent;
        return here?.FullName ?? throw new DirectoryNotFoundException("the tests run inside the repository");
    }
}
