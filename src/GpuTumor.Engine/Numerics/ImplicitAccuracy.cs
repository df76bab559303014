namespace GpuTumor.Engine;

/// <summary>How far implicit steps are from the exact solution, and how many it takes to hold a tolerance.</summary>
/// <remarks>
/// <para>With rates frozen over a step, each wave of the field goes the fraction 1 − e^(−z) of its way to the steady state, z = dt·λ, and a
/// scheme takes it 1 − R(z) of the way. Diffusion and losses are symmetric, so that waves do not mix: the error of a step is at
/// most the largest of |R(z) − e^(−z)| / (1 − R(z)) over all z ≥ 0, times the change of the step, both as root of the sum of squares. The
/// change is measured, so the bound holds for any field without saturable uptake, and is close to what matters for one with.</para>
/// <para>Backward Euler: R = 1/(1 + z), at most 0.299 of the change. SDIRK2 (Alexander 1977, γ = 1 − 1/√2, L-stable) in n substeps:
/// R = ((1 − (1 − 2γ)·z/n) / (1 + γ·z/n)²)ⁿ, at most 0.172, 0.0448, 0.0088 for one to three substeps and 0.062/n² from four on.</para>
/// </remarks>
public static class ImplicitAccuracy
{
    /// <summary>γ of SDIRK2, 1 − 1/√2: the part of a substep that each of its two solutions spans.</summary>
    public const double Gamma = 0.29289321881345254;

    /// <summary>The second solution starts from the first extrapolated by this, (1 − γ)/γ − 1 = √2.</summary>
    public const double Extrapolation = 1.4142135623730951;

    /// <summary>Error of a step of backward Euler relative to its change, at most.</summary>
    public const double OfBackwardEuler = 0.299;

    /// <summary>Substeps of a step, at most.</summary>
    public const int MostSubsteps = 32;

    /// <summary>Error of a step in substeps of SDIRK2 relative to its change, at most.</summary>
    public static double OfSdirk2(int substeps) => substeps switch
    {
        1 => 0.173,
        2 => 0.0449,
        3 => 0.0089,
        _ => 0.062 / ((double)substeps * substeps),
    };

    /// <summary>Error of a step of backward Euler relative to its change, of a field whose waves all lie in a range of rates.</summary>
    /// <param name="slowest">dt·λ of the slowest wave.</param>
    /// <param name="fastest">dt·λ of the fastest wave.</param>
    public static double OfBackwardEulerWithin(double slowest, double fastest)
    {
        // The worst wave has dt·λ = 1.79; slower and faster ones err less the farther they are from it.
        const double Worst = 1.7933;
        double z = Math.Clamp(Worst, slowest, Math.Max(slowest, fastest));
        return ((1.0 / (1.0 + z)) - Math.Exp(-z)) * (1.0 + z) / z;
    }

    /// <summary>Substeps of SDIRK2 that hold a tolerance; 0 where one step of backward Euler does.</summary>
    /// <param name="change">The change of the step relative to the field.</param>
    /// <param name="tolerance">The largest error relative to the field.</param>
    public static int Substeps(double change, double tolerance)
    {
        if (!(OfBackwardEuler * change > tolerance))
            return 0;
        int substeps = 1;
        while (substeps < MostSubsteps && OfSdirk2(substeps) * change > tolerance)
            substeps++;
        return substeps;
    }

    /// <summary>What the last cycle of a solution may find, see <see cref="CycleRule"/>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isHindered">Whether the matrix hinders it: corrections from coarser lattices then reach through dense walls, where only further cycles take them back.</param>
    public static double CycleTolerance(FieldDefinition field, bool isHindered)
    {
        ArgumentNullException.ThrowIfNull(field);
        return isHindered ? Math.Min(2.5e-6, 5e-4 * field.Tolerance) : Math.Min(1e-4, 2e-2 * field.Tolerance);
    }
}
