namespace GpuTumor.Cli;

/// <summary>What the program writes to, and whether somebody watches it being written.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Complaints.</param>
/// <param name="Watching">Whether lines may be redrawn.</param>
public sealed record Terminal(TextWriter Output, TextWriter Error, Watching Watching)
{
    // Batch systems and mpirun may give a process a pseudo-terminal that nobody watches.
    private static readonly string[] _unwatched = ["SLURM_JOB_ID", "OMPI_COMM_WORLD_SIZE", "NO_COLOR"];

    /// <summary>The terminal that this process was started from.</summary>
    public static Terminal OfThisProcess()
    {
        bool live = !Console.IsOutputRedirected
            && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb")
            && !_unwatched.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));
        return new(Console.Out, Console.Error, live ? Watching.Live : Watching.Log);
    }

    /// <summary>Writes into text, for tests and other programs.</summary>
    public static Terminal Of(TextWriter output, TextWriter error) => new(output, error, Watching.Log);
}

/// <summary>Who reads the output.</summary>
public enum Watching
{
    /// <summary>A log: whole lines, one after another.</summary>
    Log,

    /// <summary>A person at a terminal: lines may be redrawn, in colour.</summary>
    Live,
}
