using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>Quantities of a tissue as they were at one moment, in memory of the device that nothing else changes.</summary>
/// <param name="memory">Where they lie.</param>
/// <param name="grid">The tissue's lattice.</param>
/// <param name="quantities">All that the tissue has.</param>
/// <param name="from">The first plane that is kept.</param>
/// <param name="planes">How many are.</param>
internal sealed class Still(StillMemory memory, Grid grid, IReadOnlyList<Quantity> quantities, int from, int planes) : IStill
{
    private readonly Dictionary<int, MemoryBuffer1D<byte, Stride1D.Dense>> _held = [];

    /// <summary>Takes room for a quantity; null if there is none.</summary>
    public ArrayView<byte>? MakeRoom(int quantity)
    {
        if (memory.TryTake(planes * grid.PlaneVoxels * quantities[quantity].ElementSize) is not { } room)
            return null;
        _held.Add(quantity, room);
        return room.View;
    }

    public bool Holds(int quantity) => _held.ContainsKey(quantity);

    public void Read(int quantity, int firstPlane, Span<byte> destination)
    {
        long first = (firstPlane - from) * grid.PlaneVoxels * quantities[quantity].ElementSize;
        memory.Read(_held[quantity].View.SubView(first, destination.Length), destination);
    }

    public void Dispose()
    {
        foreach (MemoryBuffer1D<byte, Stride1D.Dense> room in _held.Values)
            memory.GiveBack(room);
        _held.Clear();
    }
}
