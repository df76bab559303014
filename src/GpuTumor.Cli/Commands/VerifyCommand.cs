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
        command.Does(terminal, parsed =>
        {
            Arm chosen = arm.Of(scenario.Load(parsed), parsed);
            Agreement[] results = [.. new AgreementTest(chosen.Model, parsed.GetValue(steps)).Run()];
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
            string difference = result.LargestDifference == 0
                ? "none"
                : $"{Wording.Number(result.LargestDifference, "0.0e+0")} of {result.Field}";
            string time = Wording.Duration(TimeSpan.FromSeconds(result.Seconds));
            table.Add(result.Backend, result.StateHash, result.Same ? "yes" : "NO", difference, time, result.Device);
        }

        output.Write(table);
    }

    private static ExitCode Judge(Agreement[] results, TextWriter error)
    {
        Agreement[] different = [.. results.Where(result => !result.Same)];
        foreach (Agreement result in different)
            error.WriteLine($"gputumor: {result.Backend} ({result.Device}) differs from the reference");
        return different.Length == 0 ? ExitCode.Done : ExitCode.Diverged;
    }
}
