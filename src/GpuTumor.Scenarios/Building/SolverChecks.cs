using GpuTumor.Engine;

namespace GpuTumor.Scenarios;

/// <summary>Whether every field can be advanced as it asks; only a field that can be built can be asked.</summary>
internal static class SolverChecks
{
    public static void All(Section root, Problems problems)
    {
        Model model = ModelBuilder.Build(root);
        foreach ((string name, _, Section field) in FieldBuilder.Simulated(root))
        {
            try
            {
                FieldDefinition definition = model.Fields.First(f => f.Name == name);
                SolverChoice choice = SolverChoice.For(definition, model.Grid, model.StepHours);
                if (model.Matrix is not null && definition.Hindrance > 0)
                    SolverChoice.EnsureMindsMatrix(definition, choice.Solver);
                Settles(field, definition, choice, model, problems);
            }
            catch (SolverException unsolvable)
            {
                field.Report("solver", unsolvable.Message, problems);
            }
        }
    }

    // e^-1 of a change is left after the settling time; a step of less is no steady state.
    private static void Settles(Section field, FieldDefinition definition, SolverChoice choice, Model model, Problems problems)
    {
        double hours = SolverChoice.SettlingHours(definition, model.Grid);
        if (choice.Solver == FieldSolver.QuasiSteady && hours > model.StepHours)
        {
            problems.Warn(field.PlaceOf("solver"), field.PathOf("solver"), FormattableString.Invariant(
                $"a steady state is asked each step, but the field settles in {hours:0.###} h and a step is {model.StepHours:0.###} h; choose automatic, or longer steps"));
        }
    }
}
