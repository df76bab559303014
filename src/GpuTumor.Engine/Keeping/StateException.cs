namespace GpuTumor.Engine;

/// <summary>A stored state does not fit what is to take it up: another model, or another version of the program.</summary>
/// <param name="message">What is missing, left over or of another size.</param>
public sealed class StateException(string message) : Exception(message);
