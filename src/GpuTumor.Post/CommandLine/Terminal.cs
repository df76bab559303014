namespace GpuTumor.Post;

/// <summary>What the program writes to.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress and complaints.</param>
public sealed record Terminal(TextWriter Output, TextWriter Error);
