using GpuTumor.Backends.Ilgpu;
using GpuTumor.Engine;

namespace GpuTumor.Physics.Tests;

internal static partial class OnDevice
{
    public static (float[] Values, MassBalance Balance) Diffuse(
        GpuDevice device, Engine.Grid grid, FieldDefinition field, double stepHours,
        (float[] Loss, float[] Gain, float[] Saturable) maps, int steps, float[]? densities = null)
    {
        GpuContext context = Turn.On(device, Tiling.Never);
        return Diffuse(context, grid, field, stepHours, maps, steps, densities);
    }

    /// <summary>The same with stages fused; null where the device cannot hold a tile.</summary>
    public static (float[] Values, MassBalance Balance)? DiffuseInTiles(
        GpuDevice device, Engine.Grid grid, FieldDefinition field, double stepHours,
        (float[] Loss, float[] Gain, float[] Saturable) maps, int steps)
    {
        GpuContext context = Turn.On(device, Tiling.Always);
        return context.Tiling == Tiling.Never ? null : Diffuse(context, grid, field, stepHours, maps, steps);
    }

    private static (float[] Values, MassBalance Balance) Diffuse(
        GpuContext context, Engine.Grid grid, FieldDefinition field, double stepHours,
        (float[] Loss, float[] Gain, float[] Saturable) maps, int steps, float[]? densities = null)
    {
        using MatrixMap? matrix = densities is null ? null : new MatrixMap(context, grid);
        matrix?.Set(0, densities);
        using DeviceFields fields = new(context, grid, [field], stepHours, matrix);
        for (int i = 0; i < steps; i++)
        {
            context.Write<float>(maps.Loss, fields.Loss);
            context.Write<float>(maps.Gain, fields.Gain);
            if (field.HasSaturableUptake)
                context.Write<float>(maps.Saturable, fields.SaturableLoss(0));
            fields.Advance(0);
        }

        float[] values = new float[grid.Voxels];
        context.Read(fields.Concentration(0)!.Value, values.AsSpan());
        return (values, fields.Balance(0));
    }
}
