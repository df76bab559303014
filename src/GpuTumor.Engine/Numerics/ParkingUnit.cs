using GpuTumor.Kernels;

namespace GpuTumor.Engine;

/// <summary>What a half of 1 stands for in a parked field.</summary>
public static class ParkingUnit
{
    private const int LeastExponent = -100;

    /// <summary>A power of two that takes the largest concentration to between 2^14 and 2^15; what is not finite makes the whole field so.</summary>
    public static float For(float largest)
    {
        if (!float.IsFinite(largest))
            return float.NaN;
        return largest > 0f ? MathF.ScaleB(1f, Math.Max(LeastExponent, MathF.ILogB(largest) + 1 - HalfPrecision.LargestExponent)) : 1f;
    }
}
