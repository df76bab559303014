using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Room for one copy from the device: gathered on it, and pinned on the host so that the copy runs by itself.</summary>
internal sealed class Staging : IDisposable
{
    private readonly GpuContext _context;
    private readonly MemoryBuffer1D<byte, Stride1D.Dense> _gathered;
    private readonly PageLockedArray1D<byte> _pinned;

    /// <summary>Room for so many bytes.</summary>
    public Staging(GpuContext context, long bytes)
    {
        _context = context;
        _gathered = context.Allocate<byte>(bytes);
        _pinned = context.AllocatePinned(bytes);
    }

    /// <summary>Where it is gathered on the device.</summary>
    public ArrayView<byte> Gathered => _gathered.View;

    /// <summary>Where it lands on the host.</summary>
    public PageLockedArray1D<byte> Pinned => _pinned;

    public void Dispose()
    {
        _context.Free(_gathered);
        _context.Free(_pinned);
    }
}
