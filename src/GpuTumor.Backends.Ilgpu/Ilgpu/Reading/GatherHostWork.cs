using GpuTumor.Engine;
using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A part of the host cells' state, as it is read out.</summary>
internal readonly struct GatherHostWork(CellQuantity quantity, long first, ArrayView<uint> host, ArrayView<byte> bytes) : IItemWork
{
    private readonly CellQuantity _quantity = quantity;
    private readonly long _first = first;
    private readonly ArrayView<uint> _host = host;
    private readonly ArrayView<byte> _bytes = bytes;

    public void At(long item)
    {
        uint state = _host[_first + item];
        _bytes[item] = (byte)(_quantity == CellQuantity.HostKind ? state & HostRecord.KindMask : HostRecord.Exhaustion(state));
    }
}
