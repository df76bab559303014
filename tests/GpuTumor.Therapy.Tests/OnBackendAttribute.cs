using System.Collections.Concurrent;
using System.Reflection;
using GpuTumor.Backends.Cpu;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;
using Xunit.Sdk;

namespace GpuTumor.Therapy.Tests;

/// <summary>Runs a test on a backend; without its device the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBackendAttribute : DataAttribute
{
    /// <summary>The collection of the classes that use devices: one does one thing at a time.</summary>
    public const string OneAtATime = "on devices";

    public OnBackendAttribute(string backend)
    {
        Backend = backend;
        if (backend is not ("cpu" or "reference") && !GpuDevices.Discover().Any(device => device.Backend == backend))
            Skip = $"no {backend} device. {GpuDevices.Explanation}";
    }

    public string Backend { get; }

    // A device is opened once: its kernels are compiled once.
    private static readonly ConcurrentDictionary<string, IBackend> _open = [];

    public static IBackend Open(string backend) => _open.GetOrAdd(backend, name => name switch
    {
        "cpu" => new CpuBackend(2, LaneWidths.Best),
        "reference" => CpuBackend.Reference,
        _ => GpuDevices.Discover().First(device => device.Backend == name).CreateBackend(),
    });

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Backend]];
}
