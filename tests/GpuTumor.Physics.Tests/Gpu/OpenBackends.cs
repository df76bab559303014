using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

/// <summary>The first device of each backend, opened once: its kernels are compiled once.</summary>
public sealed class OpenBackends
{
    private readonly Dictionary<string, IBackend> _backends = [];

    public IBackend Of(string name)
    {
        if (!_backends.TryGetValue(name, out IBackend? backend))
        {
            backend = GpuDevices.Discover().First(device => device.Backend == name).CreateBackend();
            _backends.Add(name, backend);
        }

        return backend;
    }
}
