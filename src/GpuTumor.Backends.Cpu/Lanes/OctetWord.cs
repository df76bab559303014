using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Eight words in one vector register.</summary>
internal readonly struct OctetWord(Vector256<uint> value) : IWord<OctetWord>
{
    private const byte OddWords = 0b10101010;

    /// <summary>The register. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector256<uint> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord Of(uint value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord operator +(OctetWord a, OctetWord b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord operator -(OctetWord a, OctetWord b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord operator &(OctetWord a, OctetWord b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord operator |(OctetWord a, OctetWord b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord operator ^(OctetWord a, OctetWord b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord operator <<(OctetWord a, int bits) => new(a.Value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord operator >>(OctetWord a, int bits) => new(a.Value >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(OctetWord a, OctetWord b, out OctetWord high, out OctetWord low)
    {
        // The even words multiply in place; the odd ones are brought down beside them.
        Vector256<ulong> even = Avx2.Multiply(a.Value, b.Value);
        Vector256<ulong> odd = Avx2.Multiply((a.Value.AsUInt64() >>> 32).AsUInt32(), (b.Value.AsUInt64() >>> 32).AsUInt32());
        high = new(Avx2.Blend((even >>> 32).AsUInt32(), odd.AsUInt32(), OddWords));
        low = new(Avx2.Blend(even.AsUInt32(), (odd << 32).AsUInt32(), OddWords));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(OctetWord a) => a.Value == Vector256<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord WhereLess(OctetWord a, OctetWord b, OctetWord then, OctetWord otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OctetWord WhereEqual(OctetWord a, OctetWord b, OctetWord then, OctetWord otherwise)
        => new(Vector256.ConditionalSelect(Vector256.Equals(a.Value, b.Value), then.Value, otherwise.Value));
}
