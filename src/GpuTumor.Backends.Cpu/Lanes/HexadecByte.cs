using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sixty-four bytes in one vector register.</summary>
internal readonly struct HexadecByte(Vector512<byte> value) : IByteLane<HexadecByte>
{
    /// <summary>The register. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector512<byte> Value = value;

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
