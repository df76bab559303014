namespace GpuTumor.Scenarios;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The scenario cannot be run.</summary>
    Error,

    /// <summary>It can be run, but is probably not meant.</summary>
    Warning,
}

/// <summary>Something wrong at a place of a scenario, and what would be accepted.</summary>
/// <param name="File">The file as it was named; <c>--set</c>, <c>--seed</c> or <c>--until</c> for the command line.</param>
/// <param name="Line">Line, from 1; for <c>--set</c> the number of the setting.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Path">The key: <c>tumour.founders.resistant.fraction</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ScenarioProblem(string File, int Line, int Column, string Path, string Message)
{
    /// <summary>Error or warning.</summary>
    public ProblemSeverity Severity { get; init; }

    /// <summary><c>file:line:column: error: path: message</c>, as editors and terminals understand it.</summary>
    public override string ToString()
    {
        string severity = Severity == ProblemSeverity.Error ? "error" : "warning";
        string path = Path.Length > 0 ? Path + ": " : "";
        return FormattableString.Invariant($"{File}:{Line}:{Column}: {severity}: {path}{Message}");
    }
}
