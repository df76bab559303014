using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A stream of its own for copies from the device into pinned memory: they run beside what is computed.</summary>
/// <remarks>One thread at a time uses it, and any may.</remarks>
/// <param name="context">The device.</param>
/// <param name="stream">The driver's stream, given back with this.</param>
/// <param name="doing">What is done by it, for messages.</param>
internal sealed class CopyStream(GpuContext context, AcceleratorStream stream, string doing) : IDisposable
{
    /// <summary>Begins to copy; what is copied must lie there already, see <see cref="GpuContext.Synchronise"/>.</summary>
    public void Begin(ArrayView<byte> source, PageLockedArray1D<byte> destination)
    {
        context.Do(doing, () => source.CopyToCPUUnsafeAsync(stream, ref destination.Span[0], source.Length));
        context.CountRead(source.LengthInBytes);
    }

    /// <summary>Waits for all that was begun.</summary>
    public void End() => context.Do(doing, stream.Synchronize);

    public void Dispose() => context.Release(stream);
}
