using GpuTumor.Backends.Ilgpu;

namespace GpuTumor.Physics.Tests;

public class DeviceDiscovery
{
    [Theory]
    [InlineData("cuda")]
    [InlineData("opencl")]
    public void ABackendWithoutADeviceIsExplained(string backend)
    {
        bool found = GpuDevices.Discover().Any(device => device.Backend == backend);

        Assert.True(found || GpuDevices.Explanation.Contains(backend, StringComparison.Ordinal), GpuDevices.Explanation);
    }

    [Fact]
    public void DevicesAreNumberedWithinTheirBackend()
    {
        foreach (IGrouping<string, GpuDevice> backend in GpuDevices.Discover().GroupBy(device => device.Backend))
            Assert.Equal(backend.Select(device => device.Index).Order().Distinct(), backend.Select(device => device.Index));
    }

    [Fact]
    public void ADeviceSaysItsMemoryAndCapability()
        => Assert.All(GpuDevices.Discover(), device =>
        {
            Assert.True(device.Memory > 0);
            Assert.NotEmpty(device.Name);
            Assert.NotEmpty(device.Capability);
            Assert.NotEmpty(device.Driver);
        });
}
