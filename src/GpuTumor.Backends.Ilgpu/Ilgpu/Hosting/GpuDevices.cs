using ILGPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The devices that this build can use.</summary>
public static class GpuDevices
{
    // Devices do not come and go while a process lives, and asking the drivers takes a while.
    private static readonly Lazy<(IReadOnlyList<GpuDevice> Devices, string Explanation)> _inventory = new(Take);

    /// <summary>The devices found, CUDA first.</summary>
    public static IReadOnlyList<GpuDevice> Discover() => _inventory.Value.Devices;

    /// <summary>ILGPU's emulator, which runs the kernels on this processor, some hundred times slower than the backend for it; to debug kernels with.</summary>
    public static GpuDevice? ForDebugging { get; } = new(self => new IlgpuBackend(self), (self, size) => DeviceFieldBenchmarks.Run(self, size))
    {
        Backend = GpuContext.Emulator,
        Index = 0,
        Name = "ILGPU's emulator",
        Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Capability = "for debugging kernels",
        Driver = "some hundred times slower than cpu",
        Multiprocessors = 1,
    };

    /// <summary>What is missing for a device to be used, and the remedy; one line for each backend, empty if both have devices.</summary>
    public static string Explanation => _inventory.Value.Explanation;

    /// <summary>Why NVIDIA's driver, though installed, offers no device, and the remedy; null if it does or is not installed.</summary>
    public static string? BrokenDriver
        => NativeLibraries.Exists(NativeLibraries.Cuda) && !Discover().Any(device => device.Backend == GpuContext.Cuda) ? WhyNoCuda() : null;

    private static (IReadOnlyList<GpuDevice> Devices, string Explanation) Take()
    {
        List<GpuDevice> devices = [];
        List<string> missing = [];
        using Context context = GpuContext.CreateContext();
        int index = 0;
        foreach (CudaDevice device in context.Devices.OfType<CudaDevice>())
            devices.Add(Describe(device, index++));
        if (index == 0)
            missing.Add(WhyNoCuda());

        index = 0;
        foreach (CLDevice device in context.Devices.OfType<CLDevice>())
        {
            if (GpuContext.WhyUnfit(device) is { } reason)
                missing.Add($"opencl: '{device.Name}' cannot be used, because {reason}; update its driver or choose another device");
            else
                devices.Add(Describe(device, index));
            index++;
        }

        if (index == 0)
            missing.Add(WhyNoOpenCl());
        return (devices, string.Join(Environment.NewLine, missing));
    }

    private static GpuDevice Describe(CudaDevice device, int index) => new(self => new IlgpuBackend(self), (self, size) => DeviceFieldBenchmarks.Run(self, size))
    {
        Backend = GpuContext.Cuda,
        Index = index,
        Name = device.Name,
        Memory = device.MemorySize,
        Capability = $"compute capability {device.Architecture!.Value.Major}.{device.Architecture.Value.Minor}",
        Driver = $"CUDA driver {device.DriverVersion}",
        Multiprocessors = device.NumMultiprocessors,
    };

    private static GpuDevice Describe(CLDevice device, int index) => new(self => new IlgpuBackend(self), (self, size) => DeviceFieldBenchmarks.Run(self, size))
    {
        Backend = GpuContext.OpenCl,
        Index = index,
        Name = device.Name,
        Memory = device.MemorySize,
        Capability = $"OpenCL {device.DeviceVersion.Major}.{device.DeviceVersion.Minor}",
        Driver = device.PlatformName,
        Multiprocessors = device.NumMultiprocessors,
    };

    private static string WhyNoCuda() => NativeLibraries.Exists(NativeLibraries.Cuda)
        ? $"cuda: {NativeLibraries.Cuda} is installed but lists no usable device; check with nvidia-smi that one is visible to "
            + "this user and container (CUDA_VISIBLE_DEVICES, --gpus all), and that the driver is R450 or newer"
        : $"cuda: {NativeLibraries.Cuda} is not installed; install NVIDIA's driver (in a container, start it with --gpus all)";

    private static string WhyNoOpenCl() => NativeLibraries.Exists(NativeLibraries.OpenCl)
        ? $"opencl: {NativeLibraries.OpenCl} is installed but lists no device; install the driver of your device "
            + "(Debian: nvidia-opencl-icd, intel-opencl-icd, mesa-opencl-icd, or pocl-opencl-icd for the processor)"
        : $"opencl: {NativeLibraries.OpenCl} is not installed; install it and the driver of your device "
            + "(Debian: ocl-icd-libopencl1, with nvidia-opencl-icd, intel-opencl-icd, mesa-opencl-icd or pocl-opencl-icd)";
}
