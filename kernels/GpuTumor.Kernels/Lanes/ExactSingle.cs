namespace GpuTumor.Kernels;

/// <summary>Quotients and roots in single precision, rounded as IEEE 754 says on every device.</summary>
/// <remarks>
/// Worked out in double: rounding that to single is exact, also where single division is not (OpenCL). Devices that divide exactly in single put
/// their instruction in the place of a call.
/// </remarks>
public static class ExactSingle
{
    /// <summary>Quotient.</summary>
    public static float Quotient(float a, float b) => (float)((double)a / b);

    /// <summary>Square root.</summary>
    public static float Root(float a) => (float)Math.Sqrt(a);
}
