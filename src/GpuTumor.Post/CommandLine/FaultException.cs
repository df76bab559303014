namespace GpuTumor.Post;

/// <summary>Something that the user can put right.</summary>
/// <param name="code">Whose fault it is.</param>
/// <param name="message">What is wrong, and the remedy.</param>
internal sealed class FaultException(ExitCode code, string message) : Exception(message)
{
    /// <summary>Whose fault it is.</summary>
    public ExitCode Code { get; } = code;
}
