using System.CommandLine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary>What a run is told beside its scenario and its device, and how it is shown; shared by the commands that run arms.</summary>
internal sealed class RunOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Progress and results as JSON lines." };

    private readonly Option<TimeSpan?> _wallLimit = new("--wall-limit")
    {
        Description = "Stops with a checkpoint and exit code 75 after this wall time: \"23.5 h\".",
        HelpName = "time",
        CustomParser = result =>
        {
            if (ScenarioTimes.Hours(result.Tokens[0].Value) is { } hours and > 0 and < 1e5)
                return TimeSpan.FromHours(hours);
            result.AddError($"'{result.Tokens[0].Value}' is no wall time; write \"23.5 h\", \"90 min\" or \"10 s\".");
            return null;
        },
    };

    /// <summary>Options added to a command.</summary>
    public RunOptions(Command command)
    {
        command.Add(_wallLimit);
        command.Add(_json);
    }

    /// <summary>Listens to signals and to the clock, from now on: as early as can be.</summary>
    public StopRequests Listen(ParseResult parsed) => new(parsed.GetValue(_wallLimit));

    /// <summary>Runs the arms, shows how they get on, and tells how they ended.</summary>
    public ExitCode Run(ParseResult parsed, Experiment experiment, string folder, StopRequests stops, Terminal terminal)
    {
        bool json = parsed.GetValue(_json);
        IReadOnlyList<RunReport> reports = experiment.Run(Display(experiment, terminal, json), stops);
        string table = ArmTable.Describe(reports);
        if (!json)
            terminal.Output.WriteLine($"\n{table}Files: {Path.GetFullPath(folder)}");
        if (reports.Count > 1)
            RunDirectory.WriteWhole(Path.Combine(folder, ArmTable.FileName), table);
        if (!reports.Any(report => report.ExitReason == "stopped") && reports.Count == experiment.Arms.Count)
            return ExitCode.Done;
        if (!json)
            terminal.Output.WriteLine($"Stopped, with everything saved. To go on: gputumor resume {folder}");
        return ExitCode.Stopped;
    }

    private static IProgressDisplay Display(Experiment experiment, Terminal terminal, bool json)
        => json ? new JsonLines(terminal.Output)
            : terminal.Watching == Watching.Live ? new LiveBars(experiment.Arms)
            : new LogLines(terminal.Output);
}
