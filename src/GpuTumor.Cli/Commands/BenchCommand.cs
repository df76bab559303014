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
        examples.Add(command,
            "gputumor bench run         # a shipped scenario, as a user runs it",
            "gputumor bench fields      # the field kernels beside the copy bandwidth",
            "gputumor bench cells       # the step of tumour cells, and the transport of the lattice",
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
                loaded.Name, chosen, parsed.GetValue(steps), choice.ResolveFor([chosen.Model], terminal.Error), choice.Threads);
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
        Command command = new("fields", "Field kernels on the CPU: voxel updates/s, and their share of the copy bandwidth measured beside them.");
        Option<int> size = new("--size") { Description = "Voxels along each axis.", HelpName = "N", DefaultValueFactory = _ => 192 };
        size.AcceptRange(8, 1024);
        Option<int> threads = new("--threads") { Description = "Threads.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        threads.AcceptRange(1, 1024);
        Option<bool> json = new("--json") { Description = "One JSON line per case." };
        foreach (Option option in new Option[] { size, threads, json })
            command.Add(option);
        command.Does(terminal, parsed =>
        {
            foreach (BenchmarkResult result in FieldBenchmarks.Run(parsed.GetValue(size), parsed.GetValue(threads), LaneWidths.Best))
                terminal.Output.WriteLine(parsed.GetValue(json) ? Json.Line(FieldCase.Of(result)) : FieldCase.Of(result).ToString());
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor bench fields --size 256 --threads 2 --json");
        parent.Add(command);
    }

    private static void AddCells(Command parent, Examples examples, Terminal terminal)
    {
        Command command = new("cells", "The whole step of a tumour cell, and a transport substep of the lattice, half full, on the CPU.");
        Option<int> size = new("--size") { Description = "Voxels along each axis.", HelpName = "N", DefaultValueFactory = _ => 128 };
        size.AcceptRange(8, 1024);
        Option<int> threads = new("--threads") { Description = "Threads.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        threads.AcceptRange(1, 1024);
        Option<bool> json = new("--json") { Description = "One JSON line per case." };
        foreach (Option option in new Option[] { size, threads, json })
            command.Add(option);
        command.Does(terminal, parsed =>
        {
            foreach (CellBenchmark result in CellBenchmarks.Run(parsed.GetValue(size), parsed.GetValue(threads), LaneWidths.Best))
                terminal.Output.WriteLine(parsed.GetValue(json) ? Json.Line(CellCase.Of(result)) : CellCase.Of(result).ToString());
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor bench cells --size 128 --threads 2 --json");
        parent.Add(command);
    }

    private static void AddSnapshots(Command parent, Examples examples, Terminal terminal)
    {
        Command command = new("snapshots", "Writing and reading of a snapshot of six fields and the cells: bytes/s before packing.");
        Option<int> size = new("--size") { Description = "Voxels along each axis.", HelpName = "N", DefaultValueFactory = _ => 192 };
        size.AcceptRange(4, 1024);
        Option<int> threads = new("--threads") { Description = "Threads that pack.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        threads.AcceptRange(1, 1024);
        Option<string> folder = new("--dir") { Description = "The disk to measure.", HelpName = "DIR", DefaultValueFactory = _ => Path.GetTempPath() };
        Option<bool> json = new("--json") { Description = "One JSON line per case." };
        foreach (Option option in new Option[] { size, threads, folder, json })
            command.Add(option);
        command.Does(terminal, parsed =>
        {
            const int Repeats = 5;
            SnapshotOptions options = new() { Threads = parsed.GetValue(threads) };
            foreach (SnapshotMeasurement result in SnapshotBenchmarks.Run(parsed.GetRequiredValue(folder), parsed.GetValue(size), options, Repeats))
                terminal.Output.WriteLine(parsed.GetValue(json) ? Json.Line(SnapshotCase.Of(result)) : SnapshotCase.Of(result).ToString());
            return ExitCode.Done;
        });
        examples.Add(command, "gputumor bench snapshots --size 256 --dir /scratch --json");
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
