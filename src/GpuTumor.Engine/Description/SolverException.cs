namespace GpuTumor.Engine;

/// <summary>A field cannot be solved as the model asks. The message names the field, the reason and the remedy.</summary>
public sealed class SolverException : ArgumentException
{
    /// <summary>With the field, what is wrong and what to do.</summary>
    public SolverException(string field, string problem)
        : base($"field '{field}': {problem}")
        => Field = field;

    /// <summary>The field.</summary>
    public string Field { get; }
}
