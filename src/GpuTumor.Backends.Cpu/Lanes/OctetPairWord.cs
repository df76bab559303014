using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sixteen words in two vector registers of eight.</summary>
internal readonly struct OctetPairWord(Vector256<uint> low, Vector256<uint> high) : IWord<OctetPairWord>
{
    /// <summary>The first eight. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector256<uint> Low = low;

    /// <summary>The last eight.</summary>
    public readonly Vector256<uint> High = high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord Of(uint value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord operator +(OctetPairWord a, OctetPairWord b) => new(a.Low + b.Low, a.High + b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord operator -(OctetPairWord a, OctetPairWord b) => new(a.Low - b.Low, a.High - b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord operator &(OctetPairWord a, OctetPairWord b) => new(a.Low & b.Low, a.High & b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord operator |(OctetPairWord a, OctetPairWord b) => new(a.Low | b.Low, a.High | b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord operator ^(OctetPairWord a, OctetPairWord b) => new(a.Low ^ b.Low, a.High ^ b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord operator <<(OctetPairWord a, int bits) => new(a.Low << bits, a.High << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord operator >>(OctetPairWord a, int bits) => new(a.Low >>> bits, a.High >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(OctetPairWord a, OctetPairWord b, out OctetPairWord high, out OctetPairWord low)
    {
        OctetWord.Multiply(new(a.Low), new(b.Low), out OctetWord firstHigh, out OctetWord firstLow);
        OctetWord.Multiply(new(a.High), new(b.High), out OctetWord lastHigh, out OctetWord lastLow);
        high = new(firstHigh.Value, lastHigh.Value);
        low = new(firstLow.Value, lastLow.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(OctetPairWord a) => (a.Low | a.High) == Vector256<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord WhereLess(OctetPairWord a, OctetPairWord b, OctetPairWord then, OctetPairWord otherwise) => new(
        Vector256.ConditionalSelect(Vector256.LessThan(a.Low, b.Low), then.Low, otherwise.Low),
        Vector256.ConditionalSelect(Vector256.LessThan(a.High, b.High), then.High, otherwise.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetPairWord WhereEqual(OctetPairWord a, OctetPairWord b, OctetPairWord then, OctetPairWord otherwise) => new(
        Vector256.ConditionalSelect(Vector256.Equals(a.Low, b.Low), then.Low, otherwise.Low),
        Vector256.ConditionalSelect(Vector256.Equals(a.High, b.High), then.High, otherwise.High));
}
