using System.CommandLine;
using GpuTumor.Engine;
using GpuTumor.Metrics;

namespace GpuTumor.Post;

/// <summary><c>gputumor-post slice</c>: a plane of a quantity as a picture.</summary>
internal static class SliceCommand
{
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Argument<string> directory = RunArguments.Directory();
        var field = new Option<string>("--field", "-f")
        {
            Description = "Quantity to show: a field (oxygen), a cell property (cell_kind, founder, erk), …",
            HelpName = "NAME",
            Required = true,
        };
        var axis = new Option<Axis>("--axis", "-a")
        {
            Description = "Axis across which the slice is cut.",
            DefaultValueFactory = _ => Axis.Z,
        };
        var at = new Option<double>("--at")
        {
            Description = "Where along the axis, 0 to 1.",
            DefaultValueFactory = _ => 0.5,
            HelpName = "SHARE",
        };
        Option<string> time = RunArguments.Time();
        Option<string?> output = RunArguments.Out("File to write [default: DIR/<field>_<axis>_<step>.png].");
        var colours = new Option<string>("--colours")
        {
            Description = "Colours of numbers.",
            DefaultValueFactory = _ => ColourMap.Viridis.Name,
        };
        colours.AcceptOnlyFromAmong([.. ColourMap.All.Select(m => m.Name)]);
        var low = new Option<double?>("--min") { Description = "Value of the lowest colour [default: the slice's least].", HelpName = "VALUE" };
        var high = new Option<double?>("--max") { Description = "Value of the highest colour [default: the slice's most].", HelpName = "VALUE" };
        var command = new Command("slice", "Draws a plane of a quantity as PNG, with colour bar, unit and scale bar.")
        {
            directory, field, axis, at, time, output, colours, low, high,
        };
        examples.Add(
            command,
            "gputumor-post slice out/secretome-small/drug --field oxygen",
            "gputumor-post slice out/secretome-small --field founder --axis x --at 0.4 --time \"8 d\"    # one picture an arm",
            "gputumor-post slice out/spheroid --field oxygen --colours inferno --min 0 --max 60 --out oxygen.png");
        command.Does(terminal, (parsed, _) =>
        {
            double share = parsed.GetValue(at);
            if (share is not (>= 0 and <= 1))
                throw new FaultException(ExitCode.Usage, "--at is a share of the axis: a number from 0 to 1.");
            IReadOnlyList<RunDirectory> runs = RunDirectory.Find(parsed.GetRequiredValue(directory));
            string? file = parsed.GetValue(output);
            if (file is not null && runs.Count > 1)
            {
                throw new FaultException(
                    ExitCode.Usage, "--out is one file, but there are several arms; give the directory of one arm, or no --out.");
            }

            ColourMap map = ColourMap.All.Single(m => m.Name == parsed.GetValue(colours));
            foreach (RunDirectory run in runs)
            {
                using StoredSnapshot snapshot = StoredSnapshot.Open(run.SnapshotAt(TimeText.Hours(parsed.GetRequiredValue(time))));
                Quantity quantity = Find(snapshot, parsed.GetRequiredValue(field));
                Slice slice = Slice.Read(snapshot, quantity, parsed.GetValue(axis), share);
                ColourScale scale = ColourScale.For(slice, map, parsed.GetValue(low), parsed.GetValue(high));
                string path = file ?? Path.Combine(
                    run.Path, $"{quantity.Name}_{parsed.GetValue(axis).ToString().ToLowerInvariant()}_{snapshot.Step:d8}.png");
                WholeFile.Write(path, Draw(slice, scale, snapshot, run, share));
                terminal.Output.WriteLine(path);
            }

            return ExitCode.Done;
        });
        root.Add(command);
    }

    /// <summary>A quantity of a snapshot by its name.</summary>
    /// <exception cref="FaultException">It was not stored.</exception>
    public static Quantity Find(ISnapshotSource snapshot, string name)
        => snapshot.Quantities.FirstOrDefault(q => q.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FaultException(
                ExitCode.BadData,
                $"the snapshot holds no '{name}'; it holds {string.Join(", ", snapshot.Quantities.Select(q => q.Name))}.");

    private static byte[] Draw(Slice slice, ColourScale scale, StoredSnapshot snapshot, RunDirectory run, double share)
    {
        Quantity? kinds = snapshot.Quantities.FirstOrDefault(q => q.Name == "cell_kind");
        Slice? kind = (ColourScale.IsSignal(slice.Quantity) || CategoryColours.IsOfLivingCells(slice.Quantity)) && kinds is not null
            ? Slice.Read(snapshot, kinds, slice.Axis, share)
            : null;
        Canvas canvas = SlicePicture.Draw(slice, kind, scale, snapshot, snapshot.Provenance.Scenario);
        return PngFile.Encode(
            canvas,
            [
                ("Software", "GpuTumor"),
                ("Title", $"{slice.Quantity.Name} at step {snapshot.Step}"),
                ("Source", $"{run.Name} {snapshot.Provenance.Scenario} seed {snapshot.Provenance.Seed} run {snapshot.Provenance.Run}"),
            ]);
    }
}
