namespace GpuTumor.Cli;

/// <summary>The user asked for something that cannot be done as asked. The message ends with what to do instead.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
