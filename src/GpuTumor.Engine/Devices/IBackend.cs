namespace GpuTumor.Engine;

/// <summary>A kind of device that can hold a tissue.</summary>
public interface IBackend
{
    /// <summary>As on the command line: <c>cpu</c>, <c>reference</c>, <c>cuda</c>, <c>opencl</c>.</summary>
    string Name { get; }

    /// <summary>The device, for people: "AMD EPYC, 2 threads, 16 lanes".</summary>
    string Device { get; }

    /// <summary>Bytes that a tissue of this model takes on the device.</summary>
    long RequiredMemory(Model model);

    /// <summary>Bytes free on the device now.</summary>
    long AvailableMemory { get; }

    /// <summary>What a model asks for that this backend cannot do, with the remedy; null if it can do all.</summary>
    string? WhyUnable(Model model) => null;

    /// <summary>Puts the model's tissue on the device, at step 0.</summary>
    /// <exception cref="DeviceException">The device is missing, too small, or cannot do what the model asks for.</exception>
    ITissue Create(Model model);
}
