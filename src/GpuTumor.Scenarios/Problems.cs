namespace GpuTumor.Scenarios;

/// <summary>Collects what is wrong, so that all of it can be told at once.</summary>
internal sealed class Problems
{
    private readonly List<ScenarioProblem> _all = [];
    private readonly HashSet<ScenarioProblem> _known = [];

    /// <summary>Errors so far.</summary>
    public bool Any => _all.Exists(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Warnings in the order in which they were found.</summary>
    public IReadOnlyList<ScenarioProblem> Warnings => [.. InOrder(ProblemSeverity.Warning)];

    /// <summary>Notes an error; the same one at the same place (arms share the file) only once.</summary>
    public void Add(Place place, string path, string message) => Add(place, path, message, ProblemSeverity.Error);

    /// <summary>Notes a warning.</summary>
    public void Warn(Place place, string path, string message) => Add(place, path, message, ProblemSeverity.Warning);

    /// <summary>Throws if there is an error.</summary>
    /// <exception cref="ScenarioException">Holds all errors, in the order of the files.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new ScenarioException([.. InOrder(ProblemSeverity.Error)]);
    }

    private void Add(Place place, string path, string message, ProblemSeverity severity)
    {
        ScenarioProblem problem = new(place.File, place.Line, place.Column, path, message) { Severity = severity };
        if (_known.Add(problem) && !_all.Exists(known => IsInherited(problem, known)))
            _all.Add(problem);
    }

    // What a distant site takes over from the patient is told where the patient has it.
    private static bool IsInherited(ScenarioProblem problem, ScenarioProblem known)
        => known.Path.Length > 0 && problem.Path.EndsWith('.' + known.Path, StringComparison.Ordinal) && problem == known with { Path = problem.Path };

    // Files in the order in which they first had a problem, within a file from top to bottom.
    private IEnumerable<ScenarioProblem> InOrder(ProblemSeverity severity)
    {
        List<string> files = [.. _all.Select(p => p.File).Distinct()];
        return _all.Where(p => p.Severity == severity)
            .OrderBy(p => files.IndexOf(p.File)).ThenBy(p => p.Line).ThenBy(p => p.Column);
    }
}
