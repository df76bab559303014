namespace GpuTumor.Engine;

/// <summary>The Chebyshev series of a field's steps: made once for several largest losses, chosen at each step.</summary>
public sealed class ChebyshevPlan
{
    /// <summary>The series errs in every voxel and undershoots where there is little: it is cut at this part of the field's tolerance, at least.</summary>
    private const double PartOfTolerance = 2e-3;

    /// <summary>Where it is cut at the latest.</summary>
    private const double LargestError = 1e-5;

    /// <summary>Series are made once for losses in this many steps up to the pinning loss.</summary>
    private const int Expansions = 8;

    private readonly double _diffusionRate;
    private readonly float[][] _coefficients;
    private readonly double[] _fastest;

    /// <summary>Makes the series of a field.</summary>
    /// <param name="diffusionRate">The fastest rate of diffusion, 12·D/h² between cubes [1/s].</param>
    /// <param name="field">The field.</param>
    /// <param name="seconds">The step [s].</param>
    public ChebyshevPlan(double diffusionRate, FieldDefinition field, double seconds)
    {
        ArgumentNullException.ThrowIfNull(field);
        _diffusionRate = diffusionRate;
        _fastest = new double[Expansions + 1];
        _coefficients = new float[Expansions + 1][];
        for (int i = 0; i <= Expansions; i++)
        {
            _fastest[i] = (diffusionRate * (1.0 + ((double)i / Expansions))) + (field.Decay.PerHour / 3600.0);
            ChebyshevExpansion expansion = new(seconds * _fastest[i] / 2.0, ErrorFor(field.Tolerance));
            _coefficients[i] = [.. expansion.Coefficients.Select(value => (float)value)];
        }
    }

    /// <summary>Stages of a step, about: the coefficients of the exponential fall off as e^(−k²/2ρ).</summary>
    /// <param name="stiffness">ρ.</param>
    /// <param name="tolerance">The field's tolerance.</param>
    public static double StagesOf(double stiffness, double tolerance)
    {
        double roughness = Math.Max(1.0, Math.Sqrt(2.0 * stiffness));
        return 1.0 + Math.Sqrt(2.0 * stiffness * Math.Log(roughness / ErrorFor(tolerance)));
    }

    /// <summary>Terms of the longest series.</summary>
    public int MostTerms => _coefficients.Max(series => series.Length);

    /// <summary>The series for a step, and the factor 2/λ of the operator in it [s].</summary>
    /// <param name="largestLoss">The largest loss of a voxel that is not pinned [1/s].</param>
    public (float[] Series, float OfOperator) Choose(double largestLoss)
    {
        int choice = (int)Math.Ceiling(Expansions * Math.Min(1.0, largestLoss / _diffusionRate));
        return (_coefficients[choice], (float)(2.0 / _fastest[choice]));
    }

    private static double ErrorFor(double tolerance) => Math.Min(LargestError, PartOfTolerance * tolerance);
}
