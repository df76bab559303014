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
    /// <summary>The backend meant. Only <c>auto</c> looks at the models: a GPU that cannot run them all is passed over, with a warning.</summary>
    /// <param name="models">What is to be computed.</param>
    /// <param name="warnings">Where to say why a GPU is passed over.</param>
    /// <exception cref="DeviceException">This machine or this build has no such device.</exception>
    public IBackend ResolveFor(IReadOnlyList<Model> models, TextWriter warnings) => Name switch
    {
        "reference" => CpuBackend.Reference,
        "cpu" => Cpu(),
        "auto" => Best(models, Gpus(), warnings) ?? Cpu(),
        _ => Gpu(),
    };

    /// <summary>The first of several backends that can run all models; null if none can. Says why the others cannot.</summary>
    internal static IBackend? Best(IReadOnlyList<Model> models, IEnumerable<Func<IBackend>> backends, TextWriter warnings)
    {
        foreach (Func<IBackend> open in backends)
        {
            try
            {
                IBackend backend = open();
                foreach (Model model in models)
                    Demand.EnsureMet(model, backend);
                return backend;
            }
            catch (DeviceException refusal)
            {
                warnings.WriteLine($"gputumor: warning: {refusal.Message}. Computing on the processor instead; --backend cpu says that this is meant");
            }
        }

        return null;
    }

    // OpenCL is never taken unasked: its device may be this machine's own processor.
    private static IEnumerable<Func<IBackend>> Gpus()
    {
        GpuDevice[] devices = [.. GpuDevices.Discover().Where(device => device.Backend == "cuda")];
        if (devices.Length == 0 && GpuDevices.BrokenDriver is { } fault)
            return [() => throw new DeviceException(fault)];
        return devices.Select(device => (Func<IBackend>)device.CreateBackend);
    }

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
}
