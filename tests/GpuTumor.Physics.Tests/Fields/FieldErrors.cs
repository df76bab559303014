namespace GpuTumor.Physics.Tests;

/// <summary>Distances between a field and its reference.</summary>
internal static class FieldErrors
{
    public static double Largest(float[] values, Func<int, double> reference)
        => Enumerable.Range(0, values.Length).Max(i => Math.Abs(values[i] - reference(i)));

    public static double RelativeL2(float[] values, double[] reference)
    {
        double error = values.Zip(reference, (a, b) => (a - b) * (a - b)).Sum();
        return Math.Sqrt(error / reference.Sum(b => b * b));
    }
}
