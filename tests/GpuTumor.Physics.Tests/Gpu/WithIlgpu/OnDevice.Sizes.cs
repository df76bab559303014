using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

internal static partial class OnDevice
{
    /// <summary>Bytes that a model takes on a device that fuses stages.</summary>
    public static long RequiredBytes(Model model) => IlgpuBackend.RequiredBytes(model, Tiling.WherePaid);

    /// <summary>Index of the last voxel as the field kernels count.</summary>
    public static long LastVoxel(Engine.Grid grid)
    {
        FieldLattice lattice = new(Axis(grid.Nx), Axis(grid.Ny), Axis(grid.Nz));
        return lattice.RowStart(grid.Ny - 1, grid.Nz - 1) + grid.Nx - 1;
    }

    /// <summary>Values of the maps of all coarse lattices, and groups of a tiled pass.</summary>
    public static (long Coarse, long Tiles) SizesOf(Engine.Grid grid)
        => (CoarseMaps.ValuesOf(grid, Tiling.Never), GpuContext.TilesOf(grid.Nx, grid.Ny, grid.Nz));

    /// <summary>Bytes that cross the bus from and to the device in each of some steps.</summary>
    public static (long Read, long Written) Traffic(GpuDevice device, Model model, int steps)
    {
        GpuContext context = Turn.On(device);
        using IlgpuTissue tissue = new(context, model);
        tissue.Advance(new Clock(0, model.StepHours), new float[model.Drugs.Count]);
        (long read, long written) = (context.BytesRead, context.BytesWritten);
        for (int step = 1; step <= steps; step++)
            tissue.Advance(new Clock(step, model.StepHours), new float[model.Drugs.Count]);
        return ((context.BytesRead - read) / steps, (context.BytesWritten - written) / steps);
    }

    /// <summary>Voxels of the tiles that passes over the cells of a tissue visit.</summary>
    public static long ActiveVoxels(ITissue tissue) => ((IlgpuTissue)tissue).ActiveVoxels;

    /// <summary>The field kernels measured, fused ones included; those are missing where the device cannot hold a tile.</summary>
    public static IReadOnlyList<BenchmarkResult> MeasureInTiles(GpuDevice device, int size) => [.. DeviceFieldBenchmarks.Run(device, size, Tiling.Always, mostOfBatch: 1)];

    /// <summary>Bytes that have crossed the bus from the device that tissues share.</summary>
    public static long BytesRead(GpuDevice device) => Turn.On(device).BytesRead;

    private static AxisView Axis(int count) => new(default, count, 0, 1f, 1f);
}
