using System.Collections.Concurrent;
using GpuTumor.Backends.Ilgpu;

namespace GpuTumor.Physics.Tests;

/// <summary>A test's turn on a device that stays open for all tests: kernels are compiled once.</summary>
internal sealed class Turn : IDisposable
{
    private static readonly ConcurrentDictionary<(GpuDevice, Tiling), GpuContext> _contexts = new();

    private Turn(GpuContext context) => Context = context;

    public GpuContext Context { get; }

    public static Turn On(GpuDevice device, Tiling tiling = Tiling.WherePaid)
    {
        GpuContext context = _contexts.GetOrAdd((device, tiling), _ => GpuContext.Open(device, tiling: tiling));
        Monitor.Enter(context);
        return new Turn(context);
    }

    public void Dispose() => Monitor.Exit(Context);
}
