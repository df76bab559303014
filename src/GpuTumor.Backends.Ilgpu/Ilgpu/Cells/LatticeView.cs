using GpuTumor.Kernels;
using ILGPU;

namespace GpuTumor.Backends.Ilgpu;

/// <summary>The lattice as the shoving kernels read it.</summary>
internal readonly struct LatticeView(ArrayView<byte> distance, ArrayView<byte> mark, ArrayView<uint> waiting) : ILattice
{
    private readonly ArrayView<byte> _distance = distance;
    private readonly ArrayView<byte> _mark = mark;
    private readonly ArrayView<uint> _waiting = waiting;

    public byte Distance(int voxel) => _distance[voxel];

    public bool IsCrowded(int voxel) => _waiting[voxel] != 0u;

    public byte Proposal(int voxel) => _mark[voxel];

    public int Beside(int voxel, int code, int row, int plane) => voxel + Neighbourhood.Offset(code, row, plane);

    public int First(uint codes) => Crowding.First(codes);

    public uint Uncrowded(int voxel, int row, int plane) => Crowding.Uncrowded(this, voxel, row, plane);

    public uint Proposing(int voxel, int row, int plane) => Crowding.Proposing(this, voxel, row, plane);

    public int Occupied(int voxel, int row, int plane) => Crowding.Occupied(this, voxel, row, plane);
}
