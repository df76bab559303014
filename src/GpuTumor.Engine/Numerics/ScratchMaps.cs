namespace GpuTumor.Engine;

/// <summary>Maps beside the fields themselves that a tissue's solvers share.</summary>
public static class ScratchMaps
{
    /// <summary>How many a tissue needs.</summary>
    /// <param name="fields">The substances.</param>
    /// <param name="choices">The solver of each.</param>
    /// <param name="hindered">Whether the matrix hinders each.</param>
    /// <param name="ofStages">Maps that stages of Chebyshev's or Legendre's schemes need.</param>
    public static int Needed(
        IReadOnlyList<FieldDefinition> fields, IReadOnlyList<SolverChoice> choices, IReadOnlyList<bool> hindered, int ofStages)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(hindered);
        int ofSchemes = choices.Select(choice => choice.Solver switch
        {
            FieldSolver.Chebyshev or FieldSolver.FirstOrderLegendre or FieldSolver.SecondOrderLegendre => ofStages,
            FieldSolver.Sdirk2 => 2,
            FieldSolver.ForwardEuler => 1,
            _ => 0,
        }).DefaultIfEmpty().Max();
        SolverChoice[] accelerated = [.. choices.Where((choice, i) => hindered[i] && IsAccelerated(fields[i], choice))];
        // Two beside those of the scheme. A map of saturable uptake is free where another field is solved.
        int ofGradients = accelerated.Length == 0 ? 0 : accelerated.Any(choice => choice.Solver == FieldSolver.Sdirk2) ? 4 : 2;
        return Math.Max(ofSchemes, ofGradients - (fields.Any(field => field.HasSaturableUptake) ? 1 : 0));
    }

    /// <summary>Whether conjugate gradients help with a field where the matrix hinders it.</summary>
    public static bool IsAccelerated(FieldDefinition field, SolverChoice choice)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(choice);
        return choice.IsImplicit && !field.HasSaturableUptake;
    }
}
