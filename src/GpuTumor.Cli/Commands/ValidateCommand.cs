using System.CommandLine;
using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary><c>gputumor validate</c>: all problems of a scenario, then what running it would take.</summary>
internal static class ValidateCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("validate", "Checks a scenario: all its problems, then grid, memory, solvers and an estimate of the time.");
        ScenarioArguments scenario = new(command, standard: null);
        BackendArguments backend = new(command);
        Option<string> format = new("--format") { Description = "How to answer.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        command.Add(format);

        command.Does(terminal, parsed =>
        {
            bool json = parsed.GetRequiredValue(format) == "json";
            try
            {
                Scenario loaded = scenario.Load(parsed);
                IBackend device = backend.Choice(parsed).ResolveFor([.. loaded.Arms.Select(arm => arm.Model)], terminal.Error);
                Answer(loaded, device, json, terminal);
                return ExitCode.Done;
            }
            catch (ScenarioException exception) when (json)
            {
                terminal.Output.WriteLine(Json.Line(new { Valid = false, exception.Problems }));
                return ExitCode.BadScenario;
            }
        });
        examples.Add(command,
            "gputumor validate my.yaml",
            "gputumor validate my.yaml --format json   # for editors and scripts");
        root.Add(command);
    }

    private static void Answer(Scenario scenario, IBackend backend, bool json, Terminal terminal)
    {
        ArmForecast[] forecasts = [.. scenario.Arms.Select(arm => ArmForecast.Of(arm, backend))];
        if (json)
        {
            terminal.Output.WriteLine(Json.Line(new { Valid = true, scenario.Name, scenario.Warnings, Arms = forecasts }));
            return;
        }

        foreach (ScenarioProblem warning in scenario.Warnings)
            terminal.Error.WriteLine(warning);
        terminal.Output.WriteLine($"{scenario.Name}: valid, {scenario.Arms.Count} {(scenario.Arms.Count == 1 ? "arm" : "arms")}");
        for (int i = 0; i < forecasts.Length; i++)
            forecasts[i].WriteTo(terminal.Output, before: i > 0 ? forecasts[i - 1] : null);
    }
}
