using System.CommandLine;
using GpuTumor.Scenarios;

namespace GpuTumor.Cli;

/// <summary><c>gputumor verify</c>: the same seed on every backend, thread count and lane width gives the same bits.</summary>
internal static class VerifyCommand
{
    /// <summary>Adds the command.</summary>
    public static void AddTo(RootCommand root, Examples examples, Terminal terminal)
    {
        Command command = new("verify", "Runs some steps on every backend and several thread counts, and compares all bits with the reference.");
        ScenarioArguments scenario = new(command, standard: null);
        ArmArgument arm = new(command);
        Option<int> steps = BenchCommand.StepsOption(20);
        Option<bool> json = new("--json") { Description = "One JSON line per backend." };
        command.Add(steps);
        command.Add(json);
        Option<string?> file = new("--out") { Description = "Takes one JSON line per backend, besides.", HelpName = "FILE" };
        command.Add(file);
        command.Does(terminal, parsed =>
        {
            Arm chosen = arm.Of(scenario.Load(parsed), parsed);
            Agreement[] results = [.. new AgreementTest(chosen.Model, parsed.GetValue(steps)).Run()];
            if (parsed.GetValue(file) is { } path)
                File.WriteAllLines(path, results.Select(Json.Line));
            if (parsed.GetValue(json))
                WriteLines(results, terminal.Output);
            else
                WriteTable(results, terminal.Output);
            return Judge(results, terminal.Error);
        });
        examples.Add(command, "gputumor verify secretome-small --steps 10");
        root.Add(command);
    }

    private static void WriteLines(Agreement[] results, TextWriter output)
    {
        foreach (Agreement result in results)
            output.WriteLine(Json.Line(result));
    }

    private static void WriteTable(Agreement[] results, TextWriter output)
    {
        TextTable table = new("backend", "state hash", "same", "largest difference", "time", "device");
        foreach (Agreement result in results)
        {
            string difference = result.Refusal is not null ? "not run"
                : result.LargestDifference == 0 ? "none"
                : $"{Wording.Number(result.LargestDifference, "0.0e+0")} of {result.Field}";
            string time = result.Refusal is null ? Wording.Duration(TimeSpan.FromSeconds(result.Seconds)) : "-";
            table.Add(result.Backend, result.StateHash, result.Same ? "yes" : result.Refusal is null ? "NO" : "-", difference, time, result.Device);
        }

        output.Write(table);
    }

    private static ExitCode Judge(Agreement[] results, TextWriter error)
    {
        foreach (Agreement result in results.Where(result => result.Refusal is not null))
            error.WriteLine($"gputumor: {result.Backend} ({result.Device}) was not run: {result.Refusal}");
        Agreement[] different = [.. results.Where(result => result.Contradicts)];
        foreach (Agreement result in different)
        {
            string what = result.Differs.Count == 0 ? "only in state that is not read out" : string.Join(", ", result.Differs);
            error.WriteLine($"gputumor: {result.Backend} ({result.Device}) differs from the reference: {what}");
        }

        return different.Length == 0 ? ExitCode.Done : ExitCode.Diverged;
    }
}
