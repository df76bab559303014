using System.CommandLine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary><c>gputumor scenarios</c>: what is shipped.</summary>
internal static class ScenariosCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("scenarios", "Lists the shipped scenarios.");
        command.Does(terminal, _ => List(terminal.Output));
        examples.Add(command, "gputumor scenarios");
        root.Add(command);
    }

    private static ExitCode List(TextWriter output)
    {
        foreach (string file in ShippedScenarios.Files)
        {
            Scenario scenario = ScenarioFile.Load(file, new ScenarioOverrides([], Seed: null, Until: null));
            output.WriteLine(scenario.Name);
            output.WriteLine($"    {scenario.Description.Trim().ReplaceLineEndings("\n    ")}");
            output.WriteLine($"    arms: {string.Join(", ", scenario.Arms.Select(arm => arm.Name))}");
            output.WriteLine($"    grid: {scenario.Arms[0].Model.Grid}, {scenario.Arms[0].Model.Steps * scenario.Arms[0].Model.StepHours / 24:0.##} days");
            output.WriteLine($"    file: {file}");
        }

        return ExitCode.Done;
    }
}
