using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>The lattice as the shoving kernels read it. What lies around a voxel is looked at in rows of three.</summary>
internal readonly unsafe struct LatticeView(CellLattice lattice) : ILattice
{
    private const uint Ones = 0x00010101u;
    private const uint Highs = 0x00808080u;
    private const uint Lows = 0x007F7F7Fu;
    private readonly byte* _distance = lattice.Distance;
    private readonly byte* _mark = lattice.Mark;
    private readonly int* _waiting = lattice.Waiting;
    private readonly int* _offsets = lattice.Offsets;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Distance(int voxel) => _distance[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsCrowded(int voxel) => _waiting[voxel] != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Proposal(int voxel) => _mark[voxel];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Beside(int voxel, int code, int row, int plane) => voxel + _offsets[code];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(uint codes) => BitOperations.TrailingZeroCount(codes);

    public uint Uncrowded(int voxel, int row, int plane)
    {
        int* middle = _waiting + voxel - 1;
        uint found = Zeros(middle - plane - row) | (Zeros(middle - plane) << 3) | (Zeros(middle - plane + row) << 6)
            | (Zeros(middle - row) << 9) | (Zeros(middle) << 12) | (Zeros(middle + row) << 15)
            | (Zeros(middle + plane - row) << 18) | (Zeros(middle + plane) << 21) | (Zeros(middle + plane + row) << 24);
        return found & ~(1u << Neighbourhood.Itself);
    }

    public uint Proposing(int voxel, int row, int plane)
    {
        // From the neighbour of code c the way back is 26 − c, which it marks by 27 − c.
        byte* middle = _mark + voxel - 1;
        const uint First = 27u | (26u << 8) | (25u << 16);
        uint found = Equal(middle - plane - row, First) | (Equal(middle - plane, First - (3u * Ones)) << 3)
            | (Equal(middle - plane + row, First - (6u * Ones)) << 6) | (Equal(middle - row, First - (9u * Ones)) << 9)
            | (Equal(middle, First - (12u * Ones)) << 12) | (Equal(middle + row, First - (15u * Ones)) << 15)
            | (Equal(middle + plane - row, First - (18u * Ones)) << 18) | (Equal(middle + plane, First - (21u * Ones)) << 21)
            | (Equal(middle + plane + row, First - (24u * Ones)) << 24);
        return found & ~(1u << Neighbourhood.Itself);
    }

    public int Occupied(int voxel, int row, int plane)
    {
        byte* middle = _distance + voxel - 1;
        // The high bits of three rows side by side are counted together.
        uint below = Taken(middle - plane - row) | (Taken(middle - plane) >> 1) | (Taken(middle - plane + row) >> 2);
        uint here = Taken(middle - row) | (Taken(middle) >> 1) | (Taken(middle + row) >> 2);
        uint above = Taken(middle + plane - row) | (Taken(middle + plane) >> 1) | (Taken(middle + plane + row) >> 2);
        int count = BitOperations.PopCount(below | ((ulong)here << 32)) + BitOperations.PopCount(above);
        return count - (Crowding.IsOccupied(_distance[voxel]) ? 1 : 0);
    }

    // Bits of those of three that are zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Zeros(int* three) => Vector128.Equals(Vector128.Load(three), Vector128<int>.Zero).ExtractMostSignificantBits() & 7u;

    // Bits of those of three bytes that are as expected: their high bits, gathered by a product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal(byte* three, uint expected) => (((EqualHighs(*(uint*)three, expected) >> 7) * 0x00010204u) >> 16) & 7u;

    // The high bits of those of three bytes that are neither free nor closed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Taken(byte* three)
    {
        uint bytes = *(uint*)three;
        return Highs & ~(EqualHighs(bytes, 0u) | EqualHighs(bytes, DistanceToRoom.Closed * Ones));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint EqualHighs(uint bytes, uint expected)
    {
        uint differ = bytes ^ expected;
        return ~(((differ & Lows) + Lows) | differ) & Highs;
    }
}
