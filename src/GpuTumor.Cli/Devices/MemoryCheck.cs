using GpuTumor.Engine;

namespace GpuTumor.Cli;

/// <summary>Says before anything is allocated whether a model fits a device.</summary>
internal static class MemoryCheck
{
    /// <summary>Throws if it does not fit.</summary>
    /// <exception cref="DeviceException">Says what is needed, what there is, and what would fit.</exception>
    public static void EnsureFits(Model model, IBackend backend)
    {
        long needed = backend.RequiredMemory(model);
        long available = backend.AvailableMemory;
        if (needed <= available)
            return;

        double shrink = Math.Cbrt((double)available / needed);
        throw new DeviceException(
            $"{model.Name}: a grid of {model.Grid} with {model.Fields.Count} fields needs {Wording.Memory(needed)}, "
            + $"and {backend.Name} has {Wording.Memory(available)} free; make the box {Wording.Number(1 / shrink, "0.0#")} times smaller "
            + "along each axis or its spacing as much larger");
    }
}
