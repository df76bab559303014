namespace GpuTumor.Engine;

/// <summary>Chebyshev series of φ₁(z) = (eᶻ − 1)/z over the rates of a diffusion operator.</summary>
/// <remarks>
/// With z = ρ·(x − 1), x in [−1, 1], the eigenvalues −λ … 0 of dt·L are covered for ρ = dt·λ/2, and
/// u(t + dt) = u + dt·φ₁(dt·L)·(L·u + g) is the exact solution for an operator and sources frozen over the step. The series
/// falls off faster than exponentially after some √ρ terms; it is cut where the rest is below the tolerance.
/// </remarks>
public sealed class ChebyshevExpansion
{
    /// <summary>The series for a stiffness.</summary>
    /// <param name="stiffness">ρ.</param>
    /// <param name="tolerance">Largest error relative to the field, about.</param>
    public ChebyshevExpansion(double stiffness, double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stiffness);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        Stiffness = stiffness;
        double[] series = Series(stiffness);
        // φ₁ acts on dt·(L·u + g), which for a rough u is up to ρ times larger than u, and typically √ρ times.
        double rest = tolerance / Math.Max(1.0, Math.Sqrt(2.0 * stiffness));
        int last = series.Length - 1;
        double tail = Math.Abs(series[last]);
        while (last > 1 && tail <= rest)
            tail += Math.Abs(series[--last]);
        series = series[..(last + 1)];
        // φ₁(0) = 1 exactly: what has no rate is conserved.
        series[0] += 1.0 - series.Sum();
        Coefficients = series;
    }

    /// <summary>ρ.</summary>
    public double Stiffness { get; }

    /// <summary>The coefficients of T₀, T₁, …</summary>
    public IReadOnlyList<double> Coefficients { get; }

    private static double[] Series(double stiffness)
    {
        int order = (int)(6.0 * Math.Sqrt(stiffness)) + 30;
        int points = 4 * order;
        double[] series = new double[order + 1];
        for (int q = 0; q < points; q++)
        {
            double angle = Math.PI * (q + 0.5) / points;
            double z = stiffness * (Math.Cos(angle) - 1.0);
            double value = Math.Abs(z) < 1e-8 ? 1.0 + (z / 2.0) : (Math.Exp(z) - 1.0) / z;
            // cos(m·angle) by the recurrence of the Chebyshev polynomials.
            double former = 1.0;
            double present = Math.Cos(angle);
            double twice = 2.0 * present;
            series[0] += value / points;
            for (int m = 1; m <= order; m++)
            {
                series[m] += 2.0 / points * value * present;
                (former, present) = (present, (twice * present) - former);
            }
        }

        return series;
    }
}
