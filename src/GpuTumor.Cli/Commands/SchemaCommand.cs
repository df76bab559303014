using System.CommandLine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary><c>gputumor schema</c>: the JSON schema of scenario files, for editors.</summary>
internal static class SchemaCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("schema", "Prints the JSON schema of scenario files, for editors.");
        command.Does(terminal, _ =>
        {
            terminal.Output.Write(ScenarioSchema.Json());
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor schema > gputumor.schema.json   # then: # yaml-language-server: $schema=gputumor.schema.json");
        root.Add(command);
    }
}
