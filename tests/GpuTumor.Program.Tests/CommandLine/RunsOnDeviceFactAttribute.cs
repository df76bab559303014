using GpuTumor.Backends.Ilgpu;

namespace GpuTumor.Program.Tests;

/// <summary>A test that runs scenarios on a device of a backend; skipped by name where there is none, or where HDF5 is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RunsOnDeviceFactAttribute : FactAttribute
{
    public RunsOnDeviceFactAttribute(string backend)
    {
        Backend = backend;
        Skip = RunsFactAttribute.Missing ?? WithoutDevice(backend, GpuDevices.Discover());
    }

    public string Backend { get; }

    /// <summary>Why a test that needs a backend's device is skipped; null if there is one.</summary>
    public static string? WithoutDevice(string backend, IReadOnlyList<GpuDevice> devices)
        => devices.Any(device => device.Backend == backend) ? null : $"no {backend} device. {GpuDevices.Explanation}";
}
