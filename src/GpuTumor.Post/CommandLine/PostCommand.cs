using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace GpuTumor.Post;

/// <summary>The command line of <c>gputumor-post</c>.</summary>
public static class PostCommand
{
    /// <summary>Does what the arguments ask and says how it ended, as an <see cref="ExitCode"/>.</summary>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(terminal);
        var invocation = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        };
        ParseResult parsed = Create(terminal).Parse(arguments);
        if (parsed.Action is not ParseErrorAction mistakes)
            return parsed.Invoke(invocation);
        mistakes.ShowHelp = arguments.Count == 0;
        parsed.Invoke(invocation);
        Command at = parsed.CommandResult.Command;
        terminal.Error.WriteLine($"Try: gputumor-post {(at is RootCommand ? "" : at.Name + " ")}--help");
        return (int)ExitCode.Usage;
    }

    private static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Reduces the snapshots of a run to metrics of growth and spread, pictures and a report.");
        Examples examples = Examples.AttachTo(root);
        examples.Add(
            root,
            "gputumor-post metrics out/secretome-small            # every metric of every arm, as a table",
            "gputumor-post report out/secretome-small             # one page to read and to send",
            "gputumor-post slice out/secretome-small/drug --field oxygen");
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();
        MetricsCommand.AddTo(root, examples, terminal);
        SliceCommand.AddTo(root, examples, terminal);
        CompareCommand.AddTo(root, examples, terminal);
        ReportCommand.AddTo(root, examples, terminal);
        ExportCommand.AddTo(root, examples, terminal);
        return root;
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            string version = typeof(PostCommand).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"gputumor-post {version.Split('+')[0]}");
            return 0;
        }
    }
}
