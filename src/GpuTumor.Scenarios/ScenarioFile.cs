using System.Text.RegularExpressions;

namespace GpuTumor.Scenarios;

/// <summary>Scenario files: YAML with units.</summary>
public static partial class ScenarioFile
{
    /// <summary>Loads a scenario: a model for each of its arms.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">What the command line says instead.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ScenarioException">The scenario cannot be run; holds every problem with its place.</exception>
    public static Scenario Load(string path, ScenarioOverrides overrides)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(overrides);
        Problems problems = new();
        Settings settings = new(overrides, problems);
        if (Extension.Read(path, problems) is not { } document)
        {
            problems.ThrowIfAny();
            throw new InvalidOperationException("a file that is no scenario was not reported");
        }

        document = settings.OnFile(document, problems);
        ReadExtend(document, problems);
        string title = Title(document, path, problems);
        Section common = Read(ArmDocument.Common(document, title, settings, problems), problems);
        List<(ArmDocument Arm, Section Root)> arms = [];
        foreach (ArmDocument arm in ArmDocument.Of(document, title, settings, problems))
        {
            Section root = Read(arm.Tree, problems);
            Checks.All(root, problems);
            arms.Add((arm, root));
        }

        if (arms.Count == 0)
            Checks.All(common, problems);
        problems.ThrowIfAny();
        foreach ((_, Section root) in arms)
            SolverChecks.All(root, problems);
        problems.ThrowIfAny();
        return new Scenario
        {
            Name = title,
            Description = common.Prose("description"),
            Expectation = common.Prose("expectation"),
            Arms = [.. arms.Select(a => Build(a.Arm, a.Root))],
            Warnings = problems.Warnings,
        };
    }

    private static Section Read(MappingNode tree, Problems problems)
        => (Section)ScenarioKeys.Merged.Read(tree, "", problems)!.Content;

    private static Arm Build(ArmDocument arm, Section root) => new()
    {
        Name = arm.Name,
        Description = arm.Description,
        Model = ModelBuilder.Build(root),
        Output = OutputBuilder.Build(root),
        ResolvedYaml = ResolvedWriter.Write(root),
    };

    // The files themselves were read with the document; here only the form of the key is checked.
    private static void ReadExtend(MappingNode document, Problems problems)
    {
        if (document["extend"] is { } extend)
            ScenarioKeys.Extend.Shape.Read(extend, "extend", problems);
    }

    private static string Title(MappingNode document, string path, Problems problems)
    {
        string fileName = NotInTitles().Replace(Path.GetFileNameWithoutExtension(path).ToLowerInvariant(), "-").Trim('-', '.', '_');
        string fallback = fileName.Length > 0 ? fileName : "scenario";
        return document["name"] is { } given
            ? NameShape.Title.Read(given, "name", problems)?.Content as string ?? fallback
            : fallback;
    }

    [GeneratedRegex("[^a-z0-9_.-]+")]
    private static partial Regex NotInTitles();
}
