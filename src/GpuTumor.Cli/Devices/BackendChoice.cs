using GpuTumor.Backends.Cpu;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Which device the user wants.</summary>
/// <param name="Name">auto, cuda, opencl, cpu or reference.</param>
/// <param name="Device">Which device of that kind, from 0.</param>
/// <param name="Threads">Threads of the CPU backend.</param>
internal sealed record BackendChoice(string Name, int Device, int Threads)
{
    /// <summary>The backend meant.</summary>
    /// <exception cref="DeviceException">This machine or this build has no such device.</exception>
    public IBackend Resolve() => Name switch
    {
        "reference" => CpuBackend.Reference,
        "cpu" => Cpu(),
        "auto" => FirstGpu() ?? Cpu(),
        _ => Gpu(),
    };

    private CpuBackend Cpu() => new(Threads, LaneWidths.Best);

    private IBackend Gpu()
    {
        GpuDevice[] devices = [.. GpuDevices.Discover().Where(device => device.Backend == Name)];
        GpuDevice? chosen = devices.FirstOrDefault(device => device.Index == Device);
        if (chosen is not null)
            return chosen.CreateBackend();
        throw new DeviceException(devices.Length == 0
            ? $"there is no {Name} device for this build; {GpuDevices.Explanation.ReplaceLineEndings("; ")}"
            : $"{Name} has no device {Device}; `gputumor devices` lists what there is");
    }

    // OpenCL is never taken unasked: its device may be this machine's own processor.
    private static IBackend? FirstGpu()
    {
        foreach (GpuDevice device in GpuDevices.Discover().Where(device => device.Backend == "cuda"))
        {
            try
            {
                return device.CreateBackend();
            }
            catch (DeviceException)
            {
                // Auto means: whatever works. `gputumor devices` says what does not, and why.
                continue;
            }
        }

        return null;
    }
}
