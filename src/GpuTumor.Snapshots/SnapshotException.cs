namespace GpuTumor.Snapshots;

/// <summary>A file is not a snapshot that can be read. The message names the file, the cause and the remedy.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>Says what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">The kind of trouble.</param>
    /// <param name="message">Cause and remedy.</param>
    /// <param name="inner">What the system or the library said, if anything.</param>
    public SnapshotException(string path, SnapshotProblem problem, string message, Exception? inner = null)
        : base($"{path}: {message}", inner)
        => (Path, Problem) = (path, problem);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The kind of trouble.</summary>
    public SnapshotProblem Problem { get; }
}
