using System.CommandLine;
using System.Globalization;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary><c>gputumor-post report</c>: one page to read, to print and to send.</summary>
internal static class ReportCommand
{
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Argument<string> directory = RunArguments.Directory();
        Option<string?> output = RunArguments.Out("File to write [default: DIR/report.html].");
        var command = new Command("report", "Writes one self-contained page: growth, response, slices, a 3D view, provenance; beside it each plot as SVG.")
        {
            directory, output,
        };
        examples.Add(
            command,
            "gputumor-post report out/secretome-small            # writes report.html and report_figures/*.svg there",
            "gputumor-post report out/spheroid --out spheroid.html");
        command.Does(terminal, (parsed, cancelled) =>
        {
            string at = parsed.GetRequiredValue(directory);
            IReadOnlyList<MeasuredRun> runs = Measured.All(at, MetricGroups.All, null, terminal, cancelled);
            string path = parsed.GetValue(output) ?? Path.Combine(at, "report.html");
            ReportPage page = ReportPage.Of(runs);
            WholeFile.Write(path, page.Text);
            double kibibytes = System.Text.Encoding.UTF8.GetByteCount(page.Text) / 1024.0;
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path} ({kibibytes:F0} KiB)"));
            terminal.Output.WriteLine(page.Figures.SaveBeside(path));
            return ExitCode.Done;
        });
        root.Add(command);
    }
}
