using GpuTumor.Cli;

namespace GpuTumor.Program.Tests;

/// <summary>The program, run inside the test.</summary>
internal static class Gputumor
{
    /// <summary>Runs it with these arguments.</summary>
    public static Outcome Run(params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        int code = GpuTumorCommand.Run(arguments, Terminal.Of(output, error));
        return new Outcome((ExitCode)code, output.ToString(), error.ToString());
    }

    /// <summary>Runs it, and fails the test unless all went well.</summary>
    public static Outcome Succeed(params string[] arguments)
    {
        Outcome outcome = Run(arguments);
        Assert.True(outcome.Code == ExitCode.Done, $"gputumor {string.Join(' ', arguments)} ended with {(int)outcome.Code}: {outcome.Error}");
        return outcome;
    }
}

/// <summary>How the program ended and what it said.</summary>
internal sealed record Outcome(ExitCode Code, string Output, string Error);
