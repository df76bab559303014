using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sixty-four bytes in one vector register.</summary>
/// <param name="Value">The register.</param>
internal readonly record struct HexadecByte(Vector512<byte> Value) : IByteLane<HexadecByte>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecByte Of(byte value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecByte operator +(HexadecByte a, HexadecByte b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecByte Min(HexadecByte a, HexadecByte b) => new(Vector512.Min(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecByte ZeroWhereZero(HexadecByte test, HexadecByte otherwise)
        => new(Vector512.AndNot(otherwise.Value, Vector512.Equals(test.Value, Vector512<byte>.Zero)));
}
