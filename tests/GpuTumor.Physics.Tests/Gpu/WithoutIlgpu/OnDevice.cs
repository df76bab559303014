using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;
using GpuTumor.Kernels;

namespace GpuTumor.Physics.Tests;

/// <summary>The bodies on a device: never called in this build, which has no devices.</summary>
internal static class OnDevice
{
    public static bool CanCompile => false;

    public static IReadOnlyList<PtxListing> Compile(int major, int minor) => throw new NotSupportedException(GpuDevices.Explanation);

    public static float[] Apply(GpuDevice device, ElementaryFunction function, Hill hill, float[] x, float[] y)
        => throw new NotSupportedException(GpuDevices.Explanation);

    public static uint[] Draw(GpuDevice device, ulong key, uint[] counters)
        => throw new NotSupportedException(GpuDevices.Explanation);

    public static void Step(GpuDevice device, TumourCell laws, float stepHours, CellsInTheDish cells)
        => throw new NotSupportedException(GpuDevices.Explanation);

    public static (float[] Values, MassBalance Balance) Diffuse(
        GpuDevice device, Grid grid, FieldDefinition field, double stepHours, (float[] Loss, float[] Gain, float[] Saturable) maps, int steps,
        float[]? densities = null)
        => throw new NotSupportedException(GpuDevices.Explanation);

    public static (float[] Values, MassBalance Balance)? DiffuseInTiles(
        GpuDevice device, Grid grid, FieldDefinition field, double stepHours, (float[] Loss, float[] Gain, float[] Saturable) maps, int steps)
        => throw new NotSupportedException(GpuDevices.Explanation);

    public static IBackend Failing(GpuDevice device, DriverFault fault, Func<string, bool> when) => throw new NotSupportedException(GpuDevices.Explanation);

    public static Action<string>? Asked { get; set; }

    public static IBackend Open(GpuDevice device) => device.CreateBackend();

    public static Exception Thrown(DriverFault fault, string backend) => throw new NotSupportedException(GpuDevices.Explanation);

    public static IReadOnlyList<BenchmarkResult> MeasureInTiles(GpuDevice device, int size) => throw new NotSupportedException(GpuDevices.Explanation);

    public static long BytesRead(GpuDevice device) => throw new NotSupportedException(GpuDevices.Explanation);

    public static long ActiveVoxels(ITissue tissue) => throw new NotSupportedException(GpuDevices.Explanation);

    public static long RequiredBytes(Model model) => throw new NotSupportedException(GpuDevices.Explanation);

    public static long LastVoxel(Grid grid) => throw new NotSupportedException(GpuDevices.Explanation);

    public static (long Coarse, long Tiles) SizesOf(Grid grid) => throw new NotSupportedException(GpuDevices.Explanation);

    public static (long Read, long Written) Traffic(GpuDevice device, Model model, int steps)
        => throw new NotSupportedException(GpuDevices.Explanation);
}
