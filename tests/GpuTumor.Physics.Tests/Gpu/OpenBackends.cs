using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>The first device of each backend, opened once for all tests: its kernels are compiled once, which takes most of their time.</summary>
/// <remarks>Tests on devices run one after another; see <see cref="OnDevices"/>.</remarks>
public sealed class OpenBackends
{
    private readonly Dictionary<string, IBackend> _backends = [];

    /// <summary>The devices that all tests share.</summary>
    public static OpenBackends Shared { get; } = new();

    public IBackend Of(string name)
    {
        if (!_backends.TryGetValue(name, out IBackend? backend))
        {
            backend = OnDevice.Open(GpuDevices.Discover().First(device => device.Backend == name));
            _backends.Add(name, backend);
        }

        return backend;
    }
}

/// <summary>Tests on devices: one after another, on devices that are opened once.</summary>
[CollectionDefinition(nameof(OnDevices))]
public sealed class OnDevices;
