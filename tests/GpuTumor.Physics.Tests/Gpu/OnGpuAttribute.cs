using System.Reflection;
using GpuTumor.Backends.Ilgpu;
using Xunit.Sdk;

namespace GpuTumor.Physics.Tests;

/// <summary>Runs a test on the first device of a backend; without one the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnGpuAttribute : DataAttribute
{
    public OnGpuAttribute(string backend)
    {
        Backend = backend;
        if (!GpuDevices.Discover().Any(device => device.Backend == backend))
            Skip = $"no {backend} device. {GpuDevices.Explanation}";
    }

    public string Backend { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Backend]];
}
