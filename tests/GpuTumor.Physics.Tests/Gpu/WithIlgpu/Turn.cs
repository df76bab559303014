using GpuTumor.Backends.Ilgpu;

namespace GpuTumor.Physics.Tests;

/// <summary>A test's turn on a device that stays open for all tests: kernels are compiled once.</summary>
internal static class Turn
{
    private static readonly Dictionary<(GpuDevice, Tiling), GpuContext> _contexts = [];

    /// <summary>The context that whole tissues use, or one that fuses stages otherwise.</summary>
    public static GpuContext On(GpuDevice device, Tiling tiling = Tiling.WherePaid)
    {
        GpuContext? shared = device == GpuDevices.ForDebugging ? null : ((IlgpuBackend)OpenBackends.Shared.Of(device.Backend)).Context;
        if (shared is not null && (tiling == Tiling.WherePaid || shared.Tiling == tiling))
            return shared;
        if (!_contexts.TryGetValue((device, tiling), out GpuContext? context))
        {
            context = GpuContext.Open(device, tiling: tiling);
            _contexts.Add((device, tiling), context);
        }

        return context;
    }
}
