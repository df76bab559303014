namespace GpuTumor.Cli;

/// <summary>The user named a file that is not there.</summary>
/// <param name="message">Which file, and where to look.</param>
internal sealed class NoSuchFileException(string message) : Exception(message);
