using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sixteen values in one vector register, or in a pair where there are none of that width.</summary>
internal readonly struct Hexadec(Vector512<float> value) : ILane<Hexadec, HexadecWord>
{
    /// <summary>The register. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector512<float> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Of(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec operator +(Hexadec a, Hexadec b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec operator -(Hexadec a, Hexadec b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec operator *(Hexadec a, Hexadec b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec operator /(Hexadec a, Hexadec b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Root(Hexadec a) => new(Vector512.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Fma(Hexadec a, Hexadec b, Hexadec c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec NegatedFma(Hexadec a, Hexadec b, Hexadec c) => new(Vector512.FusedMultiplyAdd(-a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Max(Hexadec a, Hexadec b) => new(Avx512F.IsSupported
        ? Avx512F.Max(a.Value, b.Value)
        : Vector512.Create(Avx.Max(a.Value.GetLower(), b.Value.GetLower()), Avx.Max(a.Value.GetUpper(), b.Value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Min(Hexadec a, Hexadec b) => new(Avx512F.IsSupported
        ? Avx512F.Min(a.Value, b.Value)
        : Vector512.Create(Avx.Min(a.Value.GetLower(), b.Value.GetLower()), Avx.Min(a.Value.GetUpper(), b.Value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec WhereLess(Hexadec a, Hexadec b, Hexadec then, Hexadec otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec FromWord(HexadecWord value) => new(Vector512.ConvertToSingle(value.Value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord Truncate(Hexadec value) => new((Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Int32WithTruncation(value.Value)
        : Vector512.Create(
            Avx.ConvertToVector256Int32WithTruncation(value.Value.GetLower()),
            Avx.ConvertToVector256Int32WithTruncation(value.Value.GetUpper()))).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord Bits(Hexadec value) => new(value.Value.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec FromBits(HexadecWord bits) => new(bits.Value.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec WhereLess(HexadecWord a, HexadecWord b, Hexadec then, Hexadec otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value).AsSingle(), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec WhereEqual(HexadecWord a, HexadecWord b, Hexadec then, Hexadec otherwise)
        => new(Vector512.ConditionalSelect(Vector512.Equals(a.Value, b.Value).AsSingle(), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord WhereLess(Hexadec a, Hexadec b, HexadecWord then, HexadecWord otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value).AsUInt32(), then.Value, otherwise.Value));
}
