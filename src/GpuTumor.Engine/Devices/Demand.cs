using System.Globalization;

namespace GpuTumor.Engine;

/// <summary>What a model asks of a backend, and whether it is there; known before anything is allocated.</summary>
/// <param name="Bytes">Memory that the tissue takes there.</param>
/// <param name="FreeBytes">Memory that is free there.</param>
/// <param name="Refusal">Why the backend cannot run the model, with the remedy; null if it can.</param>
public sealed record Demand(long Bytes, long FreeBytes, string? Refusal)
{
    /// <summary>Looks at a model and a backend.</summary>
    /// <exception cref="DeviceException">The device does not answer.</exception>
    public static Demand Of(Model model, IBackend backend)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(backend);
        long needed = backend.RequiredMemory(model);
        long free = backend.AvailableMemory;
        string? refusal = backend.WhyUnable(model) ?? (needed > free ? DoesNotFit(model, backend.Name, needed, free) : null);
        return new Demand(needed, free, refusal);
    }

    /// <summary>Throws if the backend cannot run the model.</summary>
    /// <exception cref="DeviceException">Says what is missing: memory with its numbers, or a process; and what would do.</exception>
    public static void EnsureMet(Model model, IBackend backend)
    {
        if (Of(model, backend).Refusal is { } refusal)
            throw new DeviceException(refusal);
    }

    /// <summary>An amount of memory as people read it: "1.5 GB".</summary>
    public static string Amount(long bytes) => bytes switch
    {
        >= 10_000_000_000_000 => Number(bytes / 1e12, "0") + " TB",
        >= 1_000_000_000_000 => Number(bytes / 1e12, "0.0") + " TB",
        >= 1_000_000_000 => Number(bytes / 1e9, "0.0") + " GB",
        >= 1_000_000 => Number(bytes / 1e6, "0") + " MB",
        _ => Number(bytes / 1e3, "0.0") + " kB",
    };

    // All that a tissue holds grows with its voxels.
    private static string DoesNotFit(Model model, string backend, long needed, long free)
    {
        double shrink = Math.Cbrt((double)needed / Math.Max(1, free));
        return $"{model.Name}: a grid of {model.Grid} with {model.Fields.Count} fields needs {Amount(needed)}, and {backend} has "
            + $"{Amount(free)} free; make the box {Number(Math.Ceiling(shrink * 100) / 100, "0.0#")} times smaller along each axis or its "
            + "spacing as much larger, or take a device with more memory";
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
