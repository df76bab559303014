using System.CommandLine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary>The arguments that name a scenario and change it for once; shared by the commands that read one.</summary>
internal sealed class ScenarioArguments
{
    private readonly Argument<string> _path = new("SCENARIO")
    {
        Description = "A scenario file, or the name of a shipped one (see: gputumor scenarios).",
    };

    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "Replaces a value of the scenario: dotted.key=value. May be repeated.",
        HelpName = "key=value",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<ulong?> _seed = new("--seed") { Description = "Replaces the scenario's seed.", HelpName = "N" };
    private readonly Option<string?> _until = new("--until") { Description = "Stops at this time: \"14 d\".", HelpName = "time" };

    /// <summary>Arguments added to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="standard">The scenario taken when none is named; null if one must be.</param>
    public ScenarioArguments(Command command, string? standard)
    {
        if (standard is not null)
            _path.DefaultValueFactory = _ => standard;
        _path.Validators.Add(result =>
        {
            // An option with a slip of the pen is taken for the scenario.
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } slip)
                result.AddError($"'{slip.Value}' is not an option of this command.");
        });
        command.Add(_path);
        command.Add(_seed);
        command.Add(_until);
        command.Add(_settings);
    }

    /// <summary>The file meant.</summary>
    /// <exception cref="NoSuchFileException">There is none.</exception>
    public string PathOf(ParseResult parsed) => ShippedScenarios.Locate(parsed.GetRequiredValue(_path));

    /// <summary>Reads the scenario, with what the command line changes.</summary>
    /// <exception cref="NoSuchFileException">There is no such file.</exception>
    /// <exception cref="ScenarioException">All that is wrong with it.</exception>
    public Scenario Load(ParseResult parsed)
        => ScenarioFile.Load(
            PathOf(parsed),
            new ScenarioOverrides(parsed.GetRequiredValue(_settings), parsed.GetValue(_seed), parsed.GetValue(_until)));
}
