using System.CommandLine;
using System.CommandLine.Invocation;

namespace GpuTumor.Cli;

/// <summary>The command line of <c>gputumor</c>.</summary>
public static class GpuTumorCommand
{
    /// <summary>Does what the arguments ask and says how it ended, as an <see cref="ExitCode"/>.</summary>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        // Signals are ours (see StopRequests), and so is what is said of an error.
        InvocationConfiguration invocation = new()
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        ParseResult parsed = Create(terminal).Parse(arguments);
        if (parsed.Action is not ParseErrorAction mistakes)
            return parsed.Invoke(invocation);

        mistakes.ShowHelp = arguments.Count == 0;
        mistakes.ShowTypoCorrections = parsed.CommandResult.Command is RootCommand;
        parsed.Invoke(invocation);
        terminal.Error.WriteLine($"Try: gputumor {Path(parsed.CommandResult.Command)}--help");
        return (int)ExitCode.Usage;
    }

    private static RootCommand Create(Terminal terminal)
    {
        RootCommand root = new("Simulates how tumours resist therapy and spread: diffusing fields and cells in 3D, on GPUs and CPUs.");
        Examples examples = Examples.AttachTo(root);
        examples.Add(root,
            "gputumor scenarios                  # what is shipped",
            "gputumor run secretome-small        # run all arms of a shipped scenario into out/secretome-small",
            "gputumor init secretome-small       # copy it here, to change it",
            "gputumor-post metrics out/secretome-small/drug");
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();

        RunCommand.AddTo(root, examples, terminal);
        ResumeCommand.AddTo(root, examples, terminal);
        ValidateCommand.AddTo(root, examples, terminal);
        DevicesCommand.AddTo(root, examples, terminal);
        VerifyCommand.AddTo(root, examples, terminal);
        BenchCommand.AddTo(root, examples, terminal);
        ScenariosCommand.AddTo(root, examples, terminal);
        InitCommand.AddTo(root, examples, terminal);
        SchemaCommand.AddTo(root, examples, terminal);
        return root;
    }

    private static string Path(Command command)
        => command is RootCommand ? "" : Path((Command)command.Parents.Single()) + command.Name + " ";

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"gputumor {ProgramVersion.Current}");
            return 0;
        }
    }
}
