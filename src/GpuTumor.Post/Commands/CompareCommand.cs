using System.CommandLine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary><c>gputumor-post compare</c>: arms of an experiment side by side.</summary>
internal static class CompareCommand
{
    private const MetricGroups Compared = MetricGroups.All & ~(MetricGroups.Mixing | MetricGroups.Diversity);

    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        var directories = new Argument<string[]>("DIR")
        {
            Description = "Runs, or directories that hold a directory for each arm. Runs of one arm with several seeds are put together.",
            Arity = ArgumentArity.OneOrMore,
        };
        var reference = new Option<string?>("--reference")
        {
            Description = "Arm that the others are compared with [default: vehicle, control or untreated, else the first].",
            HelpName = "ARM",
        };
        Option<string?> output = RunArguments.Out("File to write; '-' for the standard output [default: DIR/compare.csv; with --json the standard output].");
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var early = new Option<string>("--early")
        {
            Description = "When early signs of progression are looked at, for their ROC curves.",
            HelpName = "TIME",
            DefaultValueFactory = _ => "7 d",
        };
        var command = new Command("compare", "Compares arms at the times they have in common: medians, folds, intervals over seeds, survival; a table and a page.")
        {
            directories, reference, early, output, json,
        };
        examples.Add(
            command,
            "gputumor-post compare out/secretome-small                            # its arms against the vehicle: compare.csv, compare.html",
            "gputumor-post compare seed1 seed2 seed3 --out folds.csv              # the arms of three seeds, with 95 % intervals",
            "gputumor-post compare out/drug out/drug-no-tis --reference drug --json");
        command.Does(terminal, (parsed, cancelled) =>
        {
            string[] given = parsed.GetRequiredValue(directories);
            IReadOnlyList<Ensemble> arms = Ensemble.Of(
                [.. given.SelectMany(d => Measured.All(d, Compared, null, terminal, cancelled))]);
            var comparison = new Comparison(arms, ReferenceAmong(arms, parsed.GetValue(reference)));
            if (comparison.Moments.Count == 0)
            {
                throw new FaultException(
                    ExitCode.BadData,
                    "the runs have no time in common, so there is nothing to compare; run them with the same output.snapshots.");
            }

            Write(comparison, given[0], parsed.GetValue(output), parsed.GetValue(json), TimeText.Hours(parsed.GetRequiredValue(early)), terminal);
            return ExitCode.Done;
        });
        root.Add(command);
    }

    /// <summary>The arm that the others are compared with.</summary>
    /// <exception cref="FaultException">There is no arm of that name.</exception>
    public static Ensemble ReferenceAmong(IReadOnlyList<Ensemble> arms, string? name)
    {
        if (name is null)
            return arms.FirstOrDefault(a => RunDirectory.IsReference(a.Arm)) ?? arms[0];
        return arms.FirstOrDefault(a => a.Arm == name) ?? throw new FaultException(
            ExitCode.Usage, $"--reference {name}: there is no such arm; there are {string.Join(", ", arms.Select(a => a.Arm))}.");
    }

    private static void Write(Comparison comparison, string directory, string? path, bool json, double? earlyHours, Terminal terminal)
    {
        path ??= json ? "-" : Path.Combine(directory, "compare.csv");
        string content = json ? comparison.Json() : comparison.Csv();
        if (path == "-")
        {
            terminal.Output.Write(content);
            return;
        }

        WholeFile.Write(path, content);
        string pagePath = Path.ChangeExtension(path, ".html");
        ComparePage page = ComparePage.Of(comparison, earlyHours ?? comparison.Moments[^1]);
        WholeFile.Write(pagePath, page.Text);
        terminal.Output.Write(comparison.Text());
        terminal.Output.WriteLine(path);
        terminal.Output.WriteLine(pagePath);
        terminal.Output.WriteLine(page.Figures.SaveBeside(pagePath));
    }
}
