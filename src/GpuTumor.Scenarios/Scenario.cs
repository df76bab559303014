namespace GpuTumor.Scenarios;

/// <summary>An experiment as its file describes it: one or several arms of the same patient, treated differently.</summary>
public sealed record Scenario
{
    /// <summary>Name, for people and output: <c>secretome-small</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What is simulated.</summary>
    public required string Description { get; init; }

    /// <summary>What should come out, and why.</summary>
    public required string Expectation { get; init; }

    /// <summary>The arms in the order of the file, at least one; a scenario without arms has the one arm <c>run</c>.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>What can be run but is probably not meant.</summary>
    public required IReadOnlyList<ScenarioProblem> Warnings { get; init; }
}
