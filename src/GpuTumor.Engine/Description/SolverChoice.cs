using static System.FormattableString;

namespace GpuTumor.Engine;

/// <summary>Which solver advances a field, and why.</summary>
/// <remarks>
/// The stiffness ρ = dt·λ/2 with λ = 12·D/h² + k, the fastest rate on the lattice, is the number of stable explicit steps in one
/// step. The exponential needs about 5·√ρ stages, however little the field changes; implicit steps take as many substeps as its change
/// asks for. The automatic choice is the exponential up to ρ = 500, and above that what moves fewer bytes where the field is new in each
/// step: both hold its tolerance.
/// </remarks>
/// <param name="Solver">The solver; never <see cref="FieldSolver.Automatic"/>.</param>
/// <param name="Stiffness">ρ, without unit.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record SolverChoice(FieldSolver Solver, double Stiffness, string Reason)
{
    /// <summary>The stiffness from which a field with saturable uptake may be taken for its steady state.</summary>
    public const double LeastSteadyStiffness = 500.0;

    /// <summary>The least tolerance that may be asked for.</summary>
    public const double LeastTolerance = 1e-4;

    /// <summary>Up to this stiffness the exponential is taken, which errs nothing in time: it takes few stages.</summary>
    public const double LargestExplicitStiffness = 500.0;

    /// <summary>What a voxel moves in a stage of the exponential, four taken through the lattice together [B], as measured.</summary>
    private const double BytesOfStage = 15;

    /// <summary>What a voxel moves in an implicit solution [B]: right-hand side 20, two cycles of 37, sums 12.</summary>
    private const double BytesOfSolution = 106;

    /// <summary>The stiffness beyond which a forced scheme of explicit stages would need more than some 4500 of them a step.</summary>
    public const double LargestStageStiffness = 1e6;

    /// <summary>The stiffness beyond which forward Euler would need more than a million substeps a step.</summary>
    public const double LargestForwardEulerStiffness = 1e6;

    /// <summary>Whether it solves by multigrid.</summary>
    public bool IsImplicit => Solver is FieldSolver.BackwardEuler or FieldSolver.Sdirk2 or FieldSolver.QuasiSteady;

    /// <summary>Chooses the solver of a field, or checks the one it asks for.</summary>
    /// <param name="field">The field.</param>
    /// <param name="grid">The lattice.</param>
    /// <param name="stepHours">The step [h].</param>
    /// <exception cref="SolverException">The field cannot be solved as asked.</exception>
    public static SolverChoice For(FieldDefinition field, Grid grid, double stepHours)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepHours);
        EnsureSound(field);
        double stiffness = StiffnessOf(field, grid, stepHours);
        return field.Solver switch
        {
            FieldSolver.Automatic => Automatic(field, stiffness, SettlingHours(field, grid) <= stepHours),
            FieldSolver.Chebyshev => Stages(field, stiffness, "Chebyshev"),
            FieldSolver.FirstOrderLegendre or FieldSolver.SecondOrderLegendre => Stages(field, stiffness, "Legendre"),
            FieldSolver.QuasiSteady => QuasiSteady(field, stiffness),
            FieldSolver.BackwardEuler or FieldSolver.Sdirk2 => new(field.Solver, stiffness, "as the scenario asks"),
            FieldSolver.ForwardEuler => ForwardEuler(field, stiffness),
            FieldSolver.LocallyOneDimensional => LocallyOneDimensional(field, stiffness),
            _ => throw new SolverException(field.Name, Invariant($"there is no solver {field.Solver}")),
        };
    }

    /// <summary>Checks that a solver minds the matrix, if the field does.</summary>
    /// <exception cref="SolverException">It has one diffusivity for the whole box.</exception>
    public static void EnsureMindsMatrix(FieldDefinition field, FieldSolver solver)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (solver == FieldSolver.LocallyOneDimensional)
            throw new SolverException(field.Name, "the lod solver has one diffusivity for the whole box, and the matrix hinders this field; choose chebyshev or sdirk2, or hindrance 0");
    }

    /// <summary>How long the slowest way by which a field settles takes at least, however many cells and vessels there are [h].</summary>
    public static double SettlingHours(FieldDefinition field, Grid grid)
    {
        ArgumentNullException.ThrowIfNull(field);
        double saturable = field.HasSaturableUptake ? field.SaturableUptake.Maximum / field.SaturableUptake.HalfSaturation : 0.0;
        double rate = ((field.Decay.PerHour + field.CellUptake.PerHour + field.Vessels.Permeability.PerHour) / 3600.0) + saturable;
        if (field.Boundaries.HasHeldFaces)
        {
            double widest = Math.Max(Math.Max(grid.Nx * grid.SpacingX, grid.Ny * grid.SpacingY), grid.Nz * grid.SpacingZ);
            rate += field.Diffusivity * Math.PI * Math.PI / (widest * widest);
        }

        return 1.0 / (3600.0 * rate);
    }

    /// <summary>The order of a Runge–Kutta–Legendre solver; null for others.</summary>
    public static int? LegendreOrder(FieldSolver solver) => solver switch
    {
        FieldSolver.FirstOrderLegendre => 1,
        FieldSolver.SecondOrderLegendre => 2,
        _ => null,
    };

    /// <summary>ρ, without unit.</summary>
    internal static double StiffnessOf(FieldDefinition field, Grid grid, double stepHours)
    {
        double seconds = stepHours * 3600.0;
        (double x, double y, double z) = grid.Couplings(field.Diffusivity);
        double diffusion = 4.0 * (x + y + z);
        double saturable = field.HasSaturableUptake
            ? field.SaturableUptake.Maximum / field.SaturableUptake.HalfSaturation : 0.0;
        double uptake = (field.Decay.PerHour + field.CellUptake.PerHour + field.Vessels.Permeability.PerHour) / 3600.0;
        // Voxels that lose faster than diffusion can bring are pinned by the explicit solvers and do not slow them.
        double loss = Math.Min(uptake + saturable, diffusion);
        return seconds * (diffusion + loss) / 2.0;
    }

    private static SolverChoice Automatic(FieldDefinition field, double stiffness, bool settles)
    {
        string held = Invariant($"at most {100 * field.Tolerance:0.###} % off a step");
        if (field.HasSaturableUptake)
        {
            return stiffness > LeastSteadyStiffness && settles
                ? QuasiSteady(field, stiffness, "saturable uptake, and it settles within a step: its steady state")
                : new(FieldSolver.Sdirk2, stiffness, $"saturable uptake needs implicit steps, {held}");
        }

        double stages = ChebyshevPlan.StagesOf(stiffness, field.Tolerance);
        int solutions = 1 + (2 * ImplicitAccuracy.Substeps(1.0, field.Tolerance));
        (double ofStages, double ofSolutions) = (BytesOfStage * stages, BytesOfSolution * solutions);
        return ofStages > ofSolutions && stiffness > LargestExplicitStiffness
            ? new(FieldSolver.Sdirk2, stiffness, Invariant(
                $"{held}: {solutions} implicit solutions at most move {ofSolutions / 1000:0.0} kB a voxel, {stages:0} stages of the exponential {ofStages / 1000:0.0} kB"))
            : new(FieldSolver.Chebyshev, stiffness, Invariant(
                $"{held}: {stages:0} stages of the exponential move {ofStages / 1000:0.0} kB a voxel, {solutions} implicit solutions {ofSolutions / 1000:0.0} kB"));
    }

    private static SolverChoice Stages(FieldDefinition field, double stiffness, string name)
    {
        if (field.HasSaturableUptake)
            throw new SolverException(field.Name, $"the {name} solver has no saturable uptake; choose sdirk2 or quasi_steady");
        if (stiffness > LargestStageStiffness)
            throw new SolverException(field.Name, Invariant($"the {name} solver is forced at stiffness {stiffness:0.#}; choose sdirk2, or a shorter step"));
        return new(field.Solver, stiffness, "as the scenario asks");
    }

    private static SolverChoice ForwardEuler(FieldDefinition field, double stiffness)
    {
        if (stiffness > LargestForwardEulerStiffness)
        {
            throw new SolverException(field.Name, Invariant(
                $"forward Euler is stable only in {stiffness:0} substeps a step; choose sdirk2, or a shorter step"));
        }

        return new(FieldSolver.ForwardEuler, stiffness, "as the scenario asks");
    }

    private static SolverChoice LocallyOneDimensional(FieldDefinition field, double stiffness)
    {
        if (field.HasSaturableUptake)
            throw new SolverException(field.Name, "the lod solver has no saturable uptake; choose sdirk2 or quasi_steady");
        if (field.Boundaries.Sides.Any(face => face.Kind == FaceKind.Periodic))
            throw new SolverException(field.Name, "the lod solver has no periodic faces; choose chebyshev or sdirk2");
        return new(FieldSolver.LocallyOneDimensional, stiffness, "as the scenario asks: BioFVM's splitting, which errs by some percent");
    }

    private static SolverChoice QuasiSteady(FieldDefinition field, double stiffness, string reason = "as the scenario asks")
    {
        bool hasSink = field.Decay.PerHour > 0 || field.CellUptake.PerHour > 0 || field.Vessels.Permeability.PerHour > 0
            || field.HasSaturableUptake || field.Boundaries.HasHeldFaces;
        if (!hasSink)
        {
            throw new SolverException(field.Name,
                "a steady state is asked of a field that nothing removes (closed faces, no decay, no uptake, no vessels); give it a decay or a held face, or choose sdirk2");
        }

        return new(FieldSolver.QuasiSteady, stiffness, reason);
    }

    private static void EnsureSound(FieldDefinition field)
    {
        if (!(field.Diffusivity > 0) || !double.IsFinite(field.Diffusivity))
            throw new SolverException(field.Name, Invariant($"diffusivity is {field.Diffusivity} um^2/s; it must be positive"));
        if (!(field.Decay.PerHour >= 0) || !float.IsFinite(field.Decay.PerHour))
            throw new SolverException(field.Name, Invariant($"decay is {field.Decay.PerHour} /h; it must not be negative"));
        if (!(field.Hindrance >= 0) || !float.IsFinite(field.Hindrance))
            throw new SolverException(field.Name, Invariant($"hindrance is {field.Hindrance}; it must not be negative"));
        if (field.HasSaturableUptake && !(field.SaturableUptake.HalfSaturation > 0))
            throw new SolverException(field.Name, "saturable uptake needs a positive half-saturation concentration");
        if (!(field.Tolerance >= LeastTolerance && field.Tolerance <= 1))
            throw new SolverException(field.Name, Invariant($"the tolerance is {field.Tolerance}; single precision and {ImplicitAccuracy.MostSubsteps} substeps hold {LeastTolerance} at best, and 1 is all there is"));
        if (field.Initial < 0 || !float.IsFinite(field.Initial))
            throw new SolverException(field.Name, Invariant($"the initial concentration is {field.Initial}; it must not be negative"));
        foreach (FaceCondition face in field.Boundaries.Sides)
        {
            if (face.IsHeld && (!(face.Value >= 0) || !float.IsFinite(face.Value)))
                throw new SolverException(field.Name, Invariant($"a face is held at {face.Value}; it must not be negative"));
        }

        EnsurePaired(field, field.Boundaries.West, field.Boundaries.East, "x");
        EnsurePaired(field, field.Boundaries.South, field.Boundaries.North, "y");
        EnsurePaired(field, field.Boundaries.Bottom, field.Boundaries.Top, "z");
    }

    private static void EnsurePaired(FieldDefinition field, FaceCondition lower, FaceCondition upper, string axis)
    {
        if ((lower.Kind == FaceKind.Periodic) != (upper.Kind == FaceKind.Periodic))
            throw new SolverException(field.Name, $"only one face of the {axis} axis is periodic; both must be, or none");
    }
}
