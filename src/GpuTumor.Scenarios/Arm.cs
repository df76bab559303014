using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>One arm of an experiment, ready to run.</summary>
public sealed record Arm
{
    /// <summary>Name of the arm when the file has none.</summary>
    public const string OnlyArm = "run";

    /// <summary>Name, fit for a directory: <c>drug_without_secretome</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What sets this arm apart.</summary>
    public required string Description { get; init; }

    /// <summary>What is simulated.</summary>
    public required Model Model { get; init; }

    /// <summary>What is written, and when.</summary>
    public required OutputPlan Output { get; init; }

    /// <summary>
    /// A scenario file of this arm alone, with every default written out with its unit, meaning and evidence; it loads back to
    /// the same <see cref="Model"/>.
    /// </summary>
    public required string ResolvedYaml { get; init; }
}
