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
        Option<bool> json = new("--json") { Description = "Progress and results as JSON lines." };
        Option<bool> overwrite = new("--overwrite") { Description = "Replaces an earlier run in the directory." };
        foreach (Option option in new Option[] { arms, folder, json, overwrite })
            command.Add(option);

        command.Does(terminal, parsed =>
        {
            Scenario loaded = scenario.Load(parsed);
            Warn(loaded, terminal);
            string target = parsed.GetValue(folder) ?? Path.Combine("out", loaded.Name);
            IBackend device = backend.Choice(parsed).ResolveFor([.. loaded.Arms.Select(arm => arm.Model)], terminal.Error);
            Experiment experiment = new(loaded, parsed.GetRequiredValue(arms), target, device);
            if (!parsed.GetValue(overwrite))
                experiment.EnsureDirectoriesFree();
            return Run(experiment, target, Display(experiment, terminal, parsed.GetValue(json)), parsed.GetValue(json) ? null : terminal.Output);
        });
        examples.Add(command,
            "gputumor run secretome-small                             # a shipped scenario, into out/secretome-small/<arm>",
            "gputumor run my.yaml --arm drug --until \"4 d\" --seed 7   # one arm, shorter, another seed",
            "gputumor run my.yaml --set tumour.cells=5000 --out out/small --overwrite");
        root.Add(command);
    }

    private static ExitCode Run(Experiment experiment, string folder, IProgressDisplay display, TextWriter? people)
    {
        using StopSignals signals = new();
        IReadOnlyList<RunReport> reports = experiment.Run(display, signals, Environment.CommandLine);
        if (reports.Count > 0)
        {
            string table = ArmTable.Describe(reports);
            people?.WriteLine($"\n{table}Files: {Path.GetFullPath(folder)}");
            if (reports.Count > 1)
                RunDirectory.WriteWhole(Path.Combine(folder, ArmTable.FileName), table);
        }

        return signals.Received is null ? ExitCode.Done : ExitCode.Stopped;
    }

    private static IProgressDisplay Display(Experiment experiment, Terminal terminal, bool json)
        => json ? new JsonLines(terminal.Output)
            : terminal.Watching == Watching.Live ? new LiveBars(experiment.Arms)
            : new LogLines(terminal.Output);

    private static void Warn(Scenario scenario, Terminal terminal)
    {
        foreach (ScenarioProblem warning in scenario.Warnings)
            terminal.Error.WriteLine(warning);
    }
}
