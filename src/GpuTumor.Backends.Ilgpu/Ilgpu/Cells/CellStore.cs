using GpuTumor.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Memory for one record a voxel.</summary>
internal sealed class CellStore : IDisposable
{
    /// <summary>Bytes of a record.</summary>
    public const int RecordBytes = CellRecord.Bytes;

    private readonly GpuContext _context;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _status;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _signals;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _exposure;
    private readonly MemoryBuffer1D<uint, Stride1D.Dense> _clone;

    public CellStore(GpuContext context, long voxels)
    {
        _context = context;
        _status = context.Allocate<uint>(voxels);
        _signals = context.Allocate<uint>(voxels);
        _exposure = context.Allocate<uint>(voxels);
        _clone = context.Allocate<uint>(voxels);
        Slots = new CellSlots(_status.View, _signals.View, _exposure.View, _clone.View);
    }

    /// <summary>The records as kernels see them.</summary>
    public CellSlots Slots { get; }

    public void Dispose()
    {
        _context.Free(_status);
        _context.Free(_signals);
        _context.Free(_exposure);
        _context.Free(_clone);
    }
}
