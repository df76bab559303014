using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GpuTumor.Cli;

/// <summary>Examples under the help of commands.</summary>
internal sealed class Examples : SynchronousCommandLineAction
{
    private readonly HelpAction _help;
    private readonly Dictionary<Command, string[]> _examples = [];

    private Examples(HelpAction help) => _help = help;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Takes the place of the root's own help.</summary>
    public static Examples AttachTo(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        Examples examples = new((HelpAction)option.Action!);
        option.Action = examples;
        return examples;
    }

    /// <summary>The examples of a command; what they do stands behind a #.</summary>
    public void Add(Command command, params string[] lines) => _examples.Add(command, lines);

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = _help.Invoke(parseResult);
        if (!_examples.TryGetValue(parseResult.CommandResult.Command, out string[]? lines))
            return code;

        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(lines.Length == 1 ? "Example:" : "Examples:");
        foreach (string line in lines)
            output.WriteLine("  " + line);
        output.WriteLine();
        return code;
    }
}
