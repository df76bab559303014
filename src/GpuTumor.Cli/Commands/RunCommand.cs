using System.CommandLine;
using GpuTumor.Engine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary><c>gputumor run</c>: all arms of a scenario, or those chosen.</summary>
internal static class RunCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("run", "Runs a scenario: all its arms one after another, each into a directory of its own.");
        ScenarioArguments scenario = new(command, standard: null);
        Option<string[]> arms = new("--arm")
        {
            Description = "Only this arm. May be repeated.",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        Option<string?> folder = new("--out") { Description = "Where the results go.  [default: out/<scenario>]", HelpName = "DIR" };
        BackendArguments backend = new(command);
        Option<bool> overwrite = new("--overwrite") { Description = "Replaces an earlier run in the directory." };
        foreach (Option option in new Option[] { arms, folder, overwrite })
            command.Add(option);

        RunOptions run = new(command);
        command.Does(terminal, parsed =>
        {
            using StopRequests stops = run.Listen(parsed);
            Scenario loaded = scenario.Load(parsed);
            Warn(loaded, terminal);
            string target = parsed.GetValue(folder) ?? Path.Combine("out", loaded.Name);
            IBackend device = backend.Choice(parsed).ResolveFor([.. loaded.Arms.Select(arm => arm.Model)], terminal.Error);
            stops.ListenAgain();
            Experiment experiment = Experiment.Planned(loaded, parsed.GetRequiredValue(arms), target, device, Environment.CommandLine);
            if (!parsed.GetValue(overwrite))
                experiment.EnsureDirectoriesFree();
            return run.Run(parsed, experiment, target, stops, terminal);
        });
        examples.Add(command,
            "gputumor run secretome-small                             # a shipped scenario, into out/secretome-small/<arm>",
            "gputumor run my.yaml --arm drug --until \"4 d\" --seed 7   # one arm, shorter, another seed",
            "gputumor run my.yaml --set tumour.cells=5000 --out out/small --overwrite",
            "gputumor run my.yaml --wall-limit \"23.5 h\"              # in a batch job: saved and ended in time, exit code 75");
        root.Add(command);
    }

    private static void Warn(Scenario scenario, Terminal terminal)
    {
        foreach (ScenarioProblem warning in scenario.Warnings)
            terminal.Error.WriteLine(warning);
    }
}
