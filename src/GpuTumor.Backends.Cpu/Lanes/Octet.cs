using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuTumor.Kernels;
using FmaSet = System.Runtime.Intrinsics.X86.Fma;

namespace GpuTumor.Backends.Cpu;

/// <summary>Eight values in one vector register.</summary>
internal readonly struct Octet(Vector256<float> value) : ILane<Octet, OctetWord>
{
    /// <summary>The register. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector256<float> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Of(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet operator +(Octet a, Octet b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet operator -(Octet a, Octet b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet operator *(Octet a, Octet b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet operator /(Octet a, Octet b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Root(Octet a) => new(Vector256.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Fma(Octet a, Octet b, Octet c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet NegatedFma(Octet a, Octet b, Octet c) => new(FmaSet.MultiplyAddNegated(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Max(Octet a, Octet b) => new(Avx.Max(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Min(Octet a, Octet b) => new(Avx.Min(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet WhereLess(Octet a, Octet b, Octet then, Octet otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet FromWord(OctetWord value) => new(Vector256.ConvertToSingle(value.Value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord Truncate(Octet value) => new(Avx.ConvertToVector256Int32WithTruncation(value.Value).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord Bits(Octet value) => new(value.Value.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet FromBits(OctetWord bits) => new(bits.Value.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet WhereLess(OctetWord a, OctetWord b, Octet then, Octet otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value).AsSingle(), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet WhereEqual(OctetWord a, OctetWord b, Octet then, Octet otherwise)
        => new(Vector256.ConditionalSelect(Vector256.Equals(a.Value, b.Value).AsSingle(), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord WhereLess(Octet a, Octet b, OctetWord then, OctetWord otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value).AsUInt32(), then.Value, otherwise.Value));
}
