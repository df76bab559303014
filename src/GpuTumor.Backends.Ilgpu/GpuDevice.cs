using GpuTumor.Engine;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A device that can hold a tissue and run its kernels.</summary>
public sealed class GpuDevice
{
    private readonly Func<GpuDevice, IBackend> _create;
    private readonly Func<GpuDevice, int, IEnumerable<BenchmarkResult>> _measure;

    internal GpuDevice(Func<GpuDevice, IBackend> create, Func<GpuDevice, int, IEnumerable<BenchmarkResult>> measure)
        => (_create, _measure) = (create, measure);

    /// <summary>As on the command line: <c>cuda</c> or <c>opencl</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Which of the backend's devices, from 0: <c>--device</c>.</summary>
    public required int Index { get; init; }

    /// <summary>Name given by its maker.</summary>
    public required string Name { get; init; }

    /// <summary>Memory of the device [bytes].</summary>
    public required long Memory { get; init; }

    /// <summary>What it can do: "compute capability 9.0", "OpenCL 3.0".</summary>
    public required string Capability { get; init; }

    /// <summary>The driver that serves it: "CUDA driver 12.4", "Portable Computing Language".</summary>
    public required string Driver { get; init; }

    /// <summary>Multiprocessors or compute units.</summary>
    public required int Multiprocessors { get; init; }

    /// <summary>Opens the device as a backend; nothing is allocated on it yet.</summary>
    public IBackend CreateBackend() => _create(this);

    /// <summary>Measures the field kernels on a cube of so many voxels along an edge, beside a copy in the device's memory.</summary>
    /// <exception cref="DeviceException">The device does not open, or the cube does not fit it.</exception>
    public IEnumerable<BenchmarkResult> MeasureFields(int size) => _measure(this, size);

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"{Backend} {Index}: {Name}, {Memory / 1073741824.0:0.#} GiB, {Capability}");
}
