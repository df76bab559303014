using System.CommandLine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary><c>gputumor-post metrics</c>: every metric of every snapshot.</summary>
internal static class MetricsCommand
{
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Argument<string> directory = RunArguments.Directory();
        Option<string?> output = RunArguments.Out(
            "File to write; '-' for the standard output [default: DIR/metrics.csv; with --json the standard output].");
        var json = new Option<bool>("--json") { Description = "Write JSON, with units and rules inside." };
        var only = new Option<string[]>("--only")
        {
            Description = "Measure only these groups, reading only what they need: "
                + string.Join(", ", Enum.GetNames<MetricGroups>()[1..].Select(n => n.ToLowerInvariant())) + ".",
            HelpName = "GROUP",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["all"],
        };
        Option<double?> detectable = RunArguments.DetectableCells();
        var command = new Command("metrics", "Measures every snapshot: one row each, units in the second row, rules beside it.")
        {
            directory, output, json, only, detectable,
        };
        examples.Add(
            command,
            "gputumor-post metrics out/secretome-small                  # writes metrics.csv, metrics.summary.csv, metrics.rules.txt",
            "gputumor-post metrics out/secretome-small/drug --json > drug.json",
            "gputumor-post metrics out/spheroid --only cells shape --out spheroid.csv",
            "python3 -c \"import pandas; print(pandas.read_csv('metrics.csv', skiprows=[1]))\"");
        command.Does(terminal, (parsed, cancelled) =>
        {
            string at = parsed.GetRequiredValue(directory);
            MetricGroups groups = Groups(parsed.GetRequiredValue(only));
            IReadOnlyList<MeasuredRun> runs = Measured.All(at, groups, parsed.GetValue(detectable), terminal, cancelled);
            if (parsed.GetValue(json))
                WriteJson(runs, parsed.GetValue(output) ?? "-", terminal);
            else
                WriteCsv(runs, parsed.GetValue(output) ?? Path.Combine(at, "metrics.csv"), terminal);
            return ExitCode.Done;
        });
        root.Add(command);
    }

    private static MetricGroups Groups(string[] names)
    {
        MetricGroups groups = MetricGroups.None;
        foreach (string name in names.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!Enum.TryParse(name, ignoreCase: true, out MetricGroups group) || char.IsAsciiDigit(name[0]))
            {
                string known = string.Join(", ", Enum.GetNames<MetricGroups>()[1..].Select(n => n.ToLowerInvariant()));
                throw new FaultException(ExitCode.Usage, $"--only {name}: there is no such group; there are {known}.");
            }

            groups |= group;
        }

        return groups;
    }

    private static void WriteJson(IReadOnlyList<MeasuredRun> runs, string path, Terminal terminal)
    {
        string text = MetricTables.Json(runs);
        if (path == "-")
        {
            terminal.Output.Write(text);
            return;
        }

        WholeFile.Write(path, text);
        terminal.Output.WriteLine(path);
    }

    private static void WriteCsv(IReadOnlyList<MeasuredRun> runs, string path, Terminal terminal)
    {
        string course = MetricTables.Course(runs);
        if (path == "-")
        {
            terminal.Output.Write(course);
            return;
        }

        Write(path, course, terminal);
        Write(Path.ChangeExtension(path, ".summary.csv"), MetricTables.Summary(runs), terminal);
        if (MetricTables.Colonies(runs) is { } colonies)
            Write(Path.ChangeExtension(path, ".colonies.csv"), colonies, terminal);
        if (ClonesTable.Of(runs) is { } clones)
            Write(Path.ChangeExtension(path, ".clones.csv"), clones, terminal);
        Write(Path.ChangeExtension(path, ".rules.txt"), MetricTables.Rules(runs), terminal);
    }

    private static void Write(string path, string text, Terminal terminal)
    {
        WholeFile.Write(path, text);
        terminal.Output.WriteLine(path);
    }
}
