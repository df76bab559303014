using GpuTumor.Engine;
using ILGPU;
using ILGPU.Runtime;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>A map of voxels as it was at one moment, in memory of the device that nothing else changes.</summary>
/// <param name="memory">Where it lies.</param>
/// <param name="room">The bytes of all voxels.</param>
/// <param name="bytesOfPlane">Bytes of a plane.</param>
internal sealed class StillMap(StillMemory memory, MemoryBuffer1D<byte, Stride1D.Dense> room, long bytesOfPlane) : IStillMap
{
    public void Read(int firstPlane, Span<byte> destination)
        => memory.Read(room.View.SubView(firstPlane * bytesOfPlane, destination.Length), destination);

    public void Dispose() => memory.GiveBack(room);
}
