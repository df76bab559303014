using System.CommandLine;

namespace GpuTumor.Cli;

/// <summary>Gives commands their action.</summary>
internal static class CommandActions
{
    /// <summary>Runs <paramref name="action"/>; a fault of the user, the device or the disk becomes a message and an exit code.</summary>
    public static void Does(this Command command, Terminal terminal, Func<ParseResult, ExitCode> action)
        => command.SetAction(parsed =>
        {
            try
            {
                return (int)action(parsed);
            }
            catch (Exception exception) when (Fault.Behind(exception) is { } fault)
            {
                fault.WriteTo(terminal.Error);
                return (int)fault.Code;
            }
        });
}
