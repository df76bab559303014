using GpuTumor.Backends.Ilgpu;

namespace GpuTumor.Physics.Tests;

/// <summary>A test of what the GPU backends do on the host; no device is needed, but the package is, or the test is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithIlgpuAttribute : FactAttribute
{
    public FactWithIlgpuAttribute()
    {
        if (!OnDevice.CanCompile)
            Skip = GpuDevices.Explanation;
    }
}
