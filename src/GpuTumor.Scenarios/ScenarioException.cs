namespace GpuTumor.Scenarios;

/// <summary>A scenario that cannot be run; holds all its problems, not just the first.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Collects the problems.</summary>
    public ScenarioException(IReadOnlyList<ScenarioProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
        => Problems = problems;

    /// <summary>The problems in the order of the file, at least one.</summary>
    public IReadOnlyList<ScenarioProblem> Problems { get; }
}
