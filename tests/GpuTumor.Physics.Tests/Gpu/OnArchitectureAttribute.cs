using System.Reflection;
using GpuTumor.Backends.Ilgpu;
using Xunit.Sdk;

namespace GpuTumor.Physics.Tests;

/// <summary>Runs a test for a generation of NVIDIA devices; no device is needed, but the compiler is, or the test is skipped.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnArchitectureAttribute : DataAttribute
{
    public OnArchitectureAttribute(int major, int minor)
    {
        (Major, Minor) = (major, minor);
        if (!OnDevice.CanCompile)
            Skip = GpuDevices.Explanation;
    }

    public int Major { get; }

    public int Minor { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Major, Minor]];
}
