using static System.FormattableString;

namespace GpuTumor.Engine;

/// <summary>Whether a solver that is forced, and does not adapt, holds a field's tolerance in steps of this length.</summary>
public static class SolverAccuracy
{
    /// <summary>Checks a field before it is run.</summary>
    /// <exception cref="SolverException">The step is beyond what its solver does accurately.</exception>
    public static void Ensure(FieldDefinition field, Grid grid, double stepHours)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepHours);
        switch (field.Solver)
        {
            case FieldSolver.QuasiSteady:
                EnsureSettles(field, grid, stepHours);
                break;
            case FieldSolver.BackwardEuler:
                double error = ErrorOfBackwardEuler(field, grid, stepHours);
                EnsureWithin(field, error, "a step's change", "backward_euler takes one step however fast the field changes", "automatic or sdirk2, shorter steps");
                break;
            case FieldSolver.LocallyOneDimensional:
                LodPlan plan = new(3600.0 * stepHours);
                EnsureWithin(
                    field, plan.ErrorOfSources(grid.Couplings(field.Diffusivity), field.Decay.PerHour / 3600.0), "the field of scattered sources",
                    Invariant($"lod splits diffusion by axis in substeps of {plan.Substep:0.##} s"), "automatic");
                break;
            default:
                if (SolverChoice.LegendreOrder(field.Solver) is { } order)
                {
                    EnsureWithin(
                        field, ErrorOfLegendre(order, field, grid, stepHours), "a step's change",
                        $"rkl{order} keeps a part of what a step cannot follow", "automatic or chebyshev, shorter steps");
                }

                break;
        }
    }

    private static void EnsureSettles(FieldDefinition field, Grid grid, double stepHours)
    {
        double hours = SolverChoice.SettlingHours(field, grid);
        if (hours > stepHours)
        {
            throw new SolverException(field.Name, Invariant(
                $"a steady state is asked each step, but the field settles in {hours:0.###} h and a step is {stepHours:0.###} h; choose automatic, or steps of {hours:0.###} h"));
        }
    }

    private static void EnsureWithin(FieldDefinition field, double error, string what, string why, string remedy)
    {
        if (error > field.Tolerance)
        {
            throw new SolverException(field.Name, Invariant(
                $"{why}: it errs by up to {100 * error:0} % of {what}, and the tolerance is {100 * field.Tolerance:0.###} %; choose {remedy}, or tolerance: {Math.Ceiling(100 * error) / 100}"));
        }
    }

    // A field that settles well within a step errs little, however it changes.
    private static double ErrorOfBackwardEuler(FieldDefinition field, Grid grid, double stepHours)
        => ImplicitAccuracy.OfBackwardEulerWithin(
            stepHours / SolverChoice.SettlingHours(field, grid), 2.0 * SolverChoice.StiffnessOf(field, grid, stepHours));

    private static double ErrorOfLegendre(int order, FieldDefinition field, Grid grid, double stepHours)
    {
        double seconds = 3600.0 * stepHours;
        return new LegendrePlan(order, seconds, 2.0 * SolverChoice.StiffnessOf(field, grid, stepHours) / seconds).LargestError;
    }
}
