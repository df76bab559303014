namespace GpuTumor.Backends.Ilgpu;

/// <summary>The devices that this build can use: none, for it was built without ILGPU.</summary>
public static class GpuDevices
{
    /// <summary>The devices found, CUDA first: always none in this build.</summary>
    public static IReadOnlyList<GpuDevice> Discover() => [];

    /// <summary>ILGPU's emulator: not in this build.</summary>
    public static GpuDevice? ForDebugging => null;

    /// <summary>Why an installed driver offers no device: never in this build, which does not ask.</summary>
    public static string? BrokenDriver => null;

    /// <summary>What is missing for a device to be used, and the remedy; one line for each backend.</summary>
    public static string Explanation
        => "cuda, opencl: this build has no GPU backends, because the package ILGPU 1.5.3 was not on the configured feeds "
            + "when it was restored; add a feed that carries it (nuget.org), delete build/ilgpu-probe/obj, and build again";
}
