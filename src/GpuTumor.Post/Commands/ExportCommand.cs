using System.CommandLine;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary><c>gputumor-post export</c>: snapshots for other programs.</summary>
internal static class ExportCommand
{
    private const string EverySnapshot = "all";

    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Argument<string> directory = RunArguments.Directory();
        var format = new Option<ExportFormat>("--format", "-f")
        {
            Description = "nifti: a .nii.gz a quantity, for medical imaging; vti: one image for ParaView and VTK; csv: a row a cell.",
            Required = true,
        };
        var fields = new Option<string[]>("--fields")
        {
            Description = "Quantities to export [default: all].",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        Option<string> time = RunArguments.Time();
        time.Description = "When: \"8 d\", \"36 h\", last or all; the nearest snapshot is taken.";
        var output = new Option<string?>("--out", "-o") { Description = "Directory to write to [default: that of the run].", HelpName = "DIR" };
        var command = new Command("export", "Writes snapshots as NIfTI, VTK image data, or a table of cells.")
        {
            directory, format, fields, time, output,
        };
        examples.Add(
            command,
            "gputumor-post export out/secretome-small/drug --format nifti --fields oxygen cell_kind   # 3D Slicer, ITK-SNAP, nibabel",
            "gputumor-post export out/secretome-small/drug --format vti --time all                    # ParaView, VTK",
            "gputumor-post export out/secretome-small --format csv --time \"8 d\"                       # pandas, R: one row a cell");
        command.Does(terminal, (parsed, cancelled) =>
        {
            IReadOnlyList<RunDirectory> runs = RunDirectory.Find(parsed.GetRequiredValue(directory));
            foreach (RunDirectory run in runs)
            {
                string to = parsed.GetValue(output) is not { } given ? run.Path : runs.Count == 1 ? given : Path.Combine(given, run.Name);
                Directory.CreateDirectory(to);
                foreach (string path in Chosen(run, parsed.GetRequiredValue(time)))
                {
                    cancelled.ThrowIfCancellationRequested();
                    using StoredSnapshot snapshot = StoredSnapshot.Open(path);
                    Write(snapshot, parsed.GetValue(format), Quantities(snapshot, parsed.GetRequiredValue(fields)), to, terminal, cancelled);
                }
            }

            return ExitCode.Done;
        });
        root.Add(command);
    }

    private static IReadOnlyList<string> Chosen(RunDirectory run, string time)
        => time.Trim().Equals(EverySnapshot, StringComparison.OrdinalIgnoreCase) ? run.Snapshots : [run.SnapshotAt(TimeText.Hours(time))];

    private static Quantity[] Quantities(StoredSnapshot snapshot, string[] names)
    {
        string[] wanted = [.. names.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        return wanted.Length == 0 ? [.. snapshot.Quantities] : [.. wanted.Select(name => SliceCommand.Find(snapshot, name))];
    }

    private static void Write(
        StoredSnapshot snapshot, ExportFormat format, Quantity[] quantities, string directory, Terminal terminal, CancellationToken cancelled)
    {
        if (format == ExportFormat.Nifti)
        {
            for (int i = 0; i < quantities.Length; i++)
            {
                cancelled.ThrowIfCancellationRequested();
                terminal.Error.WriteLine($"step {snapshot.Step}: {i + 1} of {quantities.Length}, {quantities[i].Name}");
                File($"{quantities[i].Name}_{snapshot.Step:d8}.nii.gz", file => NiftiFile.Write(file, snapshot, quantities[i]));
            }
        }
        else
        {
            terminal.Error.WriteLine($"step {snapshot.Step}: {quantities.Length} quantities");
            if (format == ExportFormat.Vti)
                File($"snap_{snapshot.Step:d8}.vti", file => VtiFile.Write(file, snapshot, quantities));
            else
                File($"cells_{snapshot.Step:d8}.csv", file => CellTable.Write(file, snapshot, quantities));
        }

        void File(string name, Action<Stream> write)
        {
            string path = Path.Combine(directory, name);
            WholeFile.Write(path, write);
            terminal.Output.WriteLine(path);
        }
    }
}
