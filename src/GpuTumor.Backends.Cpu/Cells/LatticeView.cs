using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The lattice as the shoving kernels read it.</summary>
internal readonly unsafe struct LatticeView(CellLattice lattice) : ILattice
{
    private readonly byte* _distance = lattice.Distance;
    private readonly byte* _mark = lattice.Mark;
    private readonly int* _waiting = lattice.Waiting;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Distance(int voxel) => _distance[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsCrowded(int voxel) => _waiting[voxel] != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Proposal(int voxel) => _mark[voxel];
}
