using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>One record a voxel, one array a word; a status without a kind means no cell.</summary>
/// <remarks>
/// The processor keeps records in a pool and their numbers in the lattice; here they lie in the lattice itself. A voxel then
/// costs 32 bytes instead of 8 and 20 more for each cell, and nothing is numbered, sorted or searched.
/// </remarks>
internal readonly struct CellSlots(
    ArrayView<uint> status, ArrayView<uint> signals, ArrayView<uint> exposure, ArrayView<uint> clone)
{
    public readonly ArrayView<uint> Status = status;
    public readonly ArrayView<uint> Signals = signals;
    public readonly ArrayView<uint> Exposure = exposure;
    public readonly ArrayView<uint> Clone = clone;

    /// <summary>The words, in the order of <see cref="Engine.TissueArchive.CellWords"/>.</summary>
    public ArrayView<uint>[] Words() => [Status, Signals, Exposure, Clone];
}
