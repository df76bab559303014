using GpuTumor.Backends.Cpu;
using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Which device the user wants.</summary>
/// <param name="Name">auto, cuda, opencl, cpu, reference or ilgpu-cpu.</param>
/// <param name="Device">Which device of that kind, from 0.</param>
/// <param name="Threads">Threads of the CPU backend.</param>
internal sealed record BackendChoice(string Name, int Device, int Threads)
{
    /// <summary>Whether the user typed it: who asks for <c>auto</c> is told when there is no GPU at all.</summary>
    public bool IsTyped { get; init; }

    /// <summary>The backend meant. Only <c>auto</c> looks at the models: a GPU that cannot run them all is passed over, with a warning.</summary>
    /// <param name="models">What is to be computed.</param>
    /// <param name="warnings">Where to say why a GPU is passed over.</param>
    /// <exception cref="DeviceException">This machine or this build has no such device.</exception>
    public IBackend ResolveFor(IReadOnlyList<Model> models, TextWriter warnings) => Name switch
    {
        "reference" => CpuBackend.Reference,
        "cpu" => Cpu(),
        "auto" => Best(models, Gpus(), warnings) ?? Cpu(),
        _ => Chosen().CreateBackend(),
    };

    /// <summary>Whether the processor is meant by name.</summary>
    public bool IsProcessor => Name is "cpu" or "reference";

    /// <summary>Measures the field kernels of the device meant, beside a copy.</summary>
    /// <param name="size">Voxels along an edge.</param>
    /// <exception cref="DeviceException">There is no such device, or the cube does not fit it.</exception>
    public IEnumerable<BenchmarkResult> MeasureFields(int size)
    {
        GpuDevice? gpu = IsProcessor ? null
            : Name == "auto" ? GpuDevices.Discover().FirstOrDefault(device => device.Backend == "cuda")
            : Chosen();
        if (gpu is not null)
            return gpu.MeasureFields(size);

        // Four maps, and those of the coarser lattices.
        long needed = 5L * sizeof(float) * size * size * size;
        long free = Cpu().AvailableMemory;
        if (needed > free)
            throw new DeviceException($"cpu: field kernels at {size}³ need {Demand.Amount(needed)}, and {Demand.Amount(free)} are free; take a smaller --size");
        return Name == "reference" ? FieldBenchmarks.Run(size, 1, LaneWidth.Scalar) : FieldBenchmarks.Run(size, Threads, LaneWidths.Best);
    }

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
    private IEnumerable<Func<IBackend>> Gpus()
    {
        GpuDevice[] devices = [.. GpuDevices.Discover().Where(device => device.Backend == "cuda")];
        if (devices.Length == 0 && (GpuDevices.BrokenDriver ?? (IsTyped ? GpuDevices.Explanation.ReplaceLineEndings("; ") : null)) is { } fault)
            return [() => throw new DeviceException(fault)];
        return devices.Select(device => (Func<IBackend>)device.CreateBackend);
    }

    private CpuBackend Cpu() => new(Threads, LaneWidths.Best);

    private GpuDevice Chosen()
    {
        GpuDevice[] devices = [.. GpuDevices.Discover().Append(GpuDevices.ForDebugging).OfType<GpuDevice>().Where(device => device.Backend == Name)];
        return devices.FirstOrDefault(device => device.Index == Device) ?? throw new DeviceException(devices.Length == 0
            ? $"there is no {Name} device for this build; {GpuDevices.Explanation.ReplaceLineEndings("; ")}"
            : $"{Name} has no device {Device}; `gputumor devices` lists what there is");
    }
}
