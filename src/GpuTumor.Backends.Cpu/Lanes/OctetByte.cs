using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Thirty-two bytes in one vector register.</summary>
internal readonly struct OctetByte(Vector256<byte> value) : IByteLane<OctetByte>
{
    /// <summary>The register. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector256<byte> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetByte Of(byte value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetByte operator +(OctetByte a, OctetByte b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetByte Min(OctetByte a, OctetByte b) => new(Vector256.Min(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetByte ZeroWhereZero(OctetByte test, OctetByte otherwise)
        => new(Vector256.AndNot(otherwise.Value, Vector256.Equals(test.Value, Vector256<byte>.Zero)));
}
