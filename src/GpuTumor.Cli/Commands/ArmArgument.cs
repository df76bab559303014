using System.CommandLine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary>The option that picks one arm, for the commands that look at one.</summary>
internal sealed class ArmArgument
{
    private readonly Option<string?> _arm = new("--arm") { Description = "Which arm.  [default: the first that is treated]", HelpName = "NAME" };

    /// <summary>The option added to a command.</summary>
    public ArmArgument(Command command) => command.Add(_arm);

    /// <summary>The arm meant.</summary>
    /// <exception cref="UsageException">There is none of this name.</exception>
    public Arm Of(Scenario scenario, ParseResult parsed)
    {
        string? name = parsed.GetValue(_arm);
        if (name is null)
            return scenario.Arms.FirstOrDefault(arm => arm.Model.Treatments.Count > 0) ?? scenario.Arms[0];
        return scenario.Arms.FirstOrDefault(arm => arm.Name == name)
            ?? throw new UsageException($"'{scenario.Name}' has no arm '{name}'; it has {string.Join(", ", scenario.Arms.Select(arm => arm.Name))}");
    }
}
