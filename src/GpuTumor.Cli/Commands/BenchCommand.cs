using System.CommandLine;
using GpuTumor.Backends.Cpu;
using GpuTumor.Engine;
using GpuTumor.Scenarios;
using GpuTumor.Snapshots;

namespace GpuTumor.Cli;

/// <summary><c>gputumor bench</c>: how fast this machine is.</summary>
internal static class BenchCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("bench", "Measures how fast this machine is.");
        AddRun(command, examples, terminal);
        AddFields(command, examples, terminal);
        AddCells(command, examples, terminal);
        AddSnapshots(command, examples, terminal);
        AddAll(command, examples, terminal);
        examples.Add(command,
            "gputumor bench run         # a shipped scenario, as a user runs it",
            "gputumor bench fields      # the field kernels beside the copy bandwidth",
            "gputumor bench cells       # the step of tumour cells, and the transport of the lattice",
            "gputumor bench all         # every case in one table",
            "gputumor bench snapshots   # writing and reading of snapshots");
        root.Add(command);
    }

    private static void AddRun(Command parent, Examples examples, Terminal terminal)
    {
        Command command = new("run", "Steps of a scenario: cell-steps/s, voxel-field-updates/s, share of each phase, memory per voxel.");
        ScenarioArguments scenario = new(command, standard: "secretome-small");
        ArmArgument arm = new(command);
        Option<int> steps = StepsOption(40);
        command.Add(steps);
        BackendArguments backend = new(command);
        Option<bool> json = new("--json") { Description = "As one JSON line." };
        command.Add(json);
        command.Does(terminal, parsed =>
        {
            Scenario loaded = scenario.Load(parsed);
            Arm chosen = arm.Of(loaded, parsed);
            BackendChoice choice = backend.Choice(parsed);
            var result = RunBenchmark.Of(
                "run." + loaded.Name, chosen.Name, chosen.Model, parsed.GetValue(steps), choice.ResolveFor([chosen.Model], terminal.Error), choice.Threads);
            if (parsed.GetValue(json))
                terminal.Output.WriteLine(Json.Line(result));
            else
                result.WriteTo(terminal.Output);
            return ExitCode.Done;
        });
        examples.Add(command,
            "gputumor bench run",
            "gputumor bench run secretome-mixture --steps 100 --threads 2 --json");
        parent.Add(command);
    }

    private static void AddFields(Command parent, Examples examples, Terminal terminal)
    {
        Command command = new("fields", "Field kernels of a device: voxel updates/s, and their share of the copy bandwidth measured beside them.");
        Option<int> size = SizeOption();
        command.Add(size);
        BackendArguments backend = new(command);
        Option<bool> json = new("--json") { Description = "One JSON line per case." };
        command.Add(json);
        command.Does(terminal, parsed =>
        {
            foreach (BenchmarkResult result in backend.Choice(parsed).MeasureFields(parsed.GetValue(size)))
                terminal.Output.WriteLine(parsed.GetValue(json) ? Json.Line(FieldCase.Of(result)) : FieldCase.Of(result).ToString());
            return ExitCode.Done;
        });
        examples.Add(command,
            "gputumor bench fields --backend cpu --size 256 --threads 2 --json",
            "gputumor bench fields --backend cuda --size 512");
        parent.Add(command);
    }

    private static void AddCells(Command parent, Examples examples, Terminal terminal)
    {
        Command command = new("cells", "The whole step of a tumour cell, and the transport of the lattice: cell-steps/s. On the CPU half full; elsewhere a ball.");
        Option<int> size = new("--size") { Description = "Voxels along each axis.", HelpName = "N", DefaultValueFactory = _ => 128 };
        size.AcceptRange(8, 1024);
        command.Add(size);
        BackendArguments backend = new(command);
        Option<bool> json = new("--json") { Description = "One JSON line per case." };
        command.Add(json);
        command.Does(terminal, parsed =>
        {
            BackendChoice choice = backend.Choice(parsed);
            IBackend device = choice.ResolveFor([TissueCase.ModelOf(parsed.GetValue(size))], terminal.Error);
            IEnumerable<object> results = device.Name == "cpu"
                ? CellBenchmarks.Run(parsed.GetValue(size), choice.Threads, LaneWidths.Best).Select(CellCase.Of)
                : TissueCase.Measure(parsed.GetValue(size), device, choice.Threads);
            foreach (object result in results)
                terminal.Output.WriteLine(parsed.GetValue(json) ? Json.Line(result) : result.ToString());
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor bench cells --size 128 --threads 2 --json", "gputumor bench cells --backend cuda --size 512");
        parent.Add(command);
    }

    private static void AddAll(Command parent, Examples examples, Terminal terminal)
    {
        Command command = new("all", "Every case at several sizes, beside the processor's speed at one: a table, and JSON lines in a file.");
        Option<int[]> sizes = new("--size")
        {
            Description = "Voxels along each axis. May be repeated.",
            HelpName = "N",
            DefaultValueFactory = _ => [256],
            AllowMultipleArgumentsPerToken = true,
        };
        Option<int> processorSize = new("--cpu-size") { Description = "Size at which the processor is measured.", HelpName = "N", DefaultValueFactory = _ => 192 };
        processorSize.AcceptRange(16, 1024);
        Option<int> steps = StepsOption(10);
        Option<string?> file = new("--out") { Description = "Takes one JSON line per case.", HelpName = "FILE" };
        foreach (Option option in new Option[] { sizes, processorSize, steps, file })
            command.Add(option);
        BackendArguments backend = new(command);
        command.Does(terminal, parsed =>
        {
            int[] wanted = parsed.GetRequiredValue(sizes);
            if (wanted.Any(size => size is < 16 or > 1024))
                throw new UsageException("--size must be between 16 and 1024");
            AllBenchmarks benchmarks = new(backend.Choice(parsed), ScenarioAt, parsed.GetValue(steps));
            string? path = parsed.GetValue(file);
            if (path is not null)
                File.WriteAllText(path, "");
            List<BenchmarkRow> rows = [];
            foreach (BenchmarkRow row in benchmarks.Measure(wanted, parsed.GetValue(processorSize)))
            {
                rows.Add(row);
                terminal.Error.WriteLine(row);
                // What was measured stays if the rest is cut off.
                if (path is not null)
                    File.AppendAllText(path, Json.Line(row) + "\n");
            }

            IReadOnlyList<BenchmarkRow> compared = AllBenchmarks.Compared(rows);
            if (path is not null)
                File.WriteAllLines(path, compared.Select(Json.Line));
            terminal.Output.Write(Describe(compared));
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor bench all --backend cuda --size 256 512 1024 --out bench.jsonl");
        parent.Add(command);
    }

    // The demo's scenario in a box of another size, with as many cells if they fit.
    private static Scenario ScenarioAt(int size)
    {
        const int Cells = 30000;
        long fitting = Math.Min(Cells, (long)size * size * size / 5);
        return ScenarioFile.Load(
            ShippedScenarios.Locate("secretome-small"),
            new ScenarioOverrides([$"domain.size=[{size},{size},{size}]", $"tumour.cells={fitting}"], null, null));
    }

    private static TextTable Describe(IEnumerable<BenchmarkRow> rows)
    {
        TextTable table = new(
            "case", "size", "backend", "ms", "updates/s", "cell-steps/s", "B/voxel", "copy", "share of copy", "B/voxel held", "s/day", "× cpu",
            "not measured because");
        foreach (BenchmarkRow row in rows)
        {
            table.Add(
                row.Case, $"{row.Size[0]}³", row.Backend, Told(row.MedianS * 1e3, "0.000"),
                Scaled(row.VoxelUpdatesPerS), Scaled(row.CellStepsPerS), Told(row.BytesPerVoxel, "0.#"),
                row.CopyBytesPerS is { } copy ? Wording.Scaled(copy) + "B/s" : "-", Told(row.CopyFraction, "0.00"),
                Told(row.MemoryBytesPerVoxel, "0.0"), Told(row.SecondsPerDay, "0.0"), Told(row.Speedup, "0.0"), row.Skipped ?? "");
        }

        return table;
    }

    private static string Scaled(double? rate) => rate is { } number ? Wording.Scaled(number).TrimEnd() : "-";

    private static string Told(double? value, string format) => value is { } number ? Wording.Number(number, format) : "-";

    private static Option<int> SizeOption()
    {
        Option<int> size = new("--size") { Description = "Voxels along each axis.", HelpName = "N", DefaultValueFactory = _ => 192 };
        size.AcceptRange(8, 1024);
        return size;
    }

    private static void AddSnapshots(Command parent, Examples examples, Terminal terminal)
    {
        Command command = new("snapshots", "Copying, writing and reading of a snapshot: bytes/s before packing, beside the disk's own speed.");
        Option<int> size = new("--size") { Description = "Voxels along each axis of a specimen with six fields.", HelpName = "N", DefaultValueFactory = _ => 192 };
        size.AcceptRange(4, 1024);
        Option<string?> scenario = new("--scenario") { Description = "Instead of the specimen: this scenario's last arm, after a day.", HelpName = "SCENARIO" };
        Option<int> threads = new("--threads") { Description = "Threads that pack.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        threads.AcceptRange(1, 1024);
        Option<string> folder = new("--dir") { Description = "The disk to measure.", HelpName = "DIR", DefaultValueFactory = _ => Path.GetTempPath() };
        Option<bool> json = new("--json") { Description = "One JSON line per case." };
        foreach (Option option in new Option[] { size, scenario, threads, folder, json })
            command.Add(option);
        command.Does(terminal, parsed =>
        {
            SnapshotBench bench = new(parsed.GetRequiredValue(folder), parsed.GetValue(threads));
            IReadOnlyList<SnapshotMeasurement> results = parsed.GetValue(scenario) is { } name
                ? bench.Measure(ScenarioFile.Load(ShippedScenarios.Locate(name), new ScenarioOverrides([], null, null)).Arms[^1])
                : bench.Measure(parsed.GetValue(size));
            foreach (SnapshotMeasurement result in results)
                terminal.Output.WriteLine(parsed.GetValue(json) ? Json.Line(SnapshotCase.Of(result)) : SnapshotCase.Of(result).ToString());
            return ExitCode.Done;
        });
        examples.Add(command,
            "gputumor bench snapshots --size 256 --dir /scratch --json",
            "gputumor bench snapshots --scenario secretome-mixture");
        parent.Add(command);
    }

    /// <summary>An option for how many steps to do.</summary>
    public static Option<int> StepsOption(int standard)
    {
        Option<int> steps = new("--steps") { Description = "Steps to do.", HelpName = "N", DefaultValueFactory = _ => standard };
        steps.AcceptRange(1, int.MaxValue);
        return steps;
    }
}
