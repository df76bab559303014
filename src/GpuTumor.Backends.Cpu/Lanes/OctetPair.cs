using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuTumor.Kernels;
using FmaSet = System.Runtime.Intrinsics.X86.Fma;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sixteen values in two vector registers of eight: while one waits for what it needs, the processor works on the other.</summary>
internal readonly struct OctetPair(Vector256<float> low, Vector256<float> high) : ILane<OctetPair, OctetPairWord>
{
    /// <summary>The first eight. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector256<float> Low = low;

    /// <summary>The last eight.</summary>
    public readonly Vector256<float> High = high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair Of(float value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair operator +(OctetPair a, OctetPair b) => new(a.Low + b.Low, a.High + b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair operator -(OctetPair a, OctetPair b) => new(a.Low - b.Low, a.High - b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair operator *(OctetPair a, OctetPair b) => new(a.Low * b.Low, a.High * b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair operator /(OctetPair a, OctetPair b) => new(a.Low / b.Low, a.High / b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair Root(OctetPair a) => new(Vector256.Sqrt(a.Low), Vector256.Sqrt(a.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair Fma(OctetPair a, OctetPair b, OctetPair c)
        => new(Vector256.FusedMultiplyAdd(a.Low, b.Low, c.Low), Vector256.FusedMultiplyAdd(a.High, b.High, c.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair NegatedFma(OctetPair a, OctetPair b, OctetPair c)
        => new(FmaSet.MultiplyAddNegated(a.Low, b.Low, c.Low), FmaSet.MultiplyAddNegated(a.High, b.High, c.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair Max(OctetPair a, OctetPair b) => new(Avx.Max(a.Low, b.Low), Avx.Max(a.High, b.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair Min(OctetPair a, OctetPair b) => new(Avx.Min(a.Low, b.Low), Avx.Min(a.High, b.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair WhereLess(OctetPair a, OctetPair b, OctetPair then, OctetPair otherwise) => new(
        Vector256.ConditionalSelect(Vector256.LessThan(a.Low, b.Low), then.Low, otherwise.Low),
        Vector256.ConditionalSelect(Vector256.LessThan(a.High, b.High), then.High, otherwise.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair FromWord(OctetPairWord value)
        => new(Vector256.ConvertToSingle(value.Low.AsInt32()), Vector256.ConvertToSingle(value.High.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord Truncate(OctetPair value) => new(
        Avx.ConvertToVector256Int32WithTruncation(value.Low).AsUInt32(),
        Avx.ConvertToVector256Int32WithTruncation(value.High).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord Bits(OctetPair value) => new(value.Low.AsUInt32(), value.High.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair FromBits(OctetPairWord bits) => new(bits.Low.AsSingle(), bits.High.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair WhereLess(OctetPairWord a, OctetPairWord b, OctetPair then, OctetPair otherwise) => new(
        Vector256.ConditionalSelect(Vector256.LessThan(a.Low, b.Low).AsSingle(), then.Low, otherwise.Low),
        Vector256.ConditionalSelect(Vector256.LessThan(a.High, b.High).AsSingle(), then.High, otherwise.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPair WhereEqual(OctetPairWord a, OctetPairWord b, OctetPair then, OctetPair otherwise) => new(
        Vector256.ConditionalSelect(Vector256.Equals(a.Low, b.Low).AsSingle(), then.Low, otherwise.Low),
        Vector256.ConditionalSelect(Vector256.Equals(a.High, b.High).AsSingle(), then.High, otherwise.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord WhereLess(OctetPair a, OctetPair b, OctetPairWord then, OctetPairWord otherwise) => new(
        Vector256.ConditionalSelect(Vector256.LessThan(a.Low, b.Low).AsUInt32(), then.Low, otherwise.Low),
        Vector256.ConditionalSelect(Vector256.LessThan(a.High, b.High).AsUInt32(), then.High, otherwise.High));
}
