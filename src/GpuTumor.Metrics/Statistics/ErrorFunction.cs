namespace GpuTumor.Metrics;

/// <summary>The complementary error function.</summary>
internal static class ErrorFunction
{
    /// <summary>erfc(x) for x ≥ 0, to 1.2e-7 of its value (Numerical Recipes, a Chebyshev fit).</summary>
    public static double Complement(double x)
    {
        double[] coefficients =
        [
            -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
        ];
        double t = 1 / (1 + (0.5 * x));
        double polynomial = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            polynomial = (polynomial * t) + coefficients[i];
        return t * Math.Exp((-x * x) + polynomial);
    }
}
