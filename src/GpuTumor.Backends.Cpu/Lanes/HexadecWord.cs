using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sixteen words in one vector register.</summary>
internal readonly struct HexadecWord(Vector512<uint> value) : IWord<HexadecWord>
{
    /// <summary>The register. A field: each property would count against what the compiler is ready to inline.</summary>
    public readonly Vector512<uint> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord Of(uint value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord operator +(HexadecWord a, HexadecWord b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord operator -(HexadecWord a, HexadecWord b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord operator &(HexadecWord a, HexadecWord b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord operator |(HexadecWord a, HexadecWord b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord operator ^(HexadecWord a, HexadecWord b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord operator <<(HexadecWord a, int bits) => new(a.Value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord operator >>(HexadecWord a, int bits) => new(a.Value >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(HexadecWord a, HexadecWord b, out HexadecWord high, out HexadecWord low)
    {
        // The even words multiply in place; the odd ones are brought down beside them.
        Vector512<ulong> even = Evens(a.Value, b.Value);
        Vector512<ulong> odd = Evens((a.Value.AsUInt64() >>> 32).AsUInt32(), (b.Value.AsUInt64() >>> 32).AsUInt32());
        Vector512<ulong> lower = Vector512.Create(0x00000000FFFFFFFFul);
        high = new((even >>> 32 | Vector512.AndNot(odd, lower)).AsUInt32());
        low = new(((even & lower) | odd << 32).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(HexadecWord a) => a.Value == Vector512<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord WhereLess(HexadecWord a, HexadecWord b, HexadecWord then, HexadecWord otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HexadecWord WhereEqual(HexadecWord a, HexadecWord b, HexadecWord then, HexadecWord otherwise)
        => new(Vector512.ConditionalSelect(Vector512.Equals(a.Value, b.Value), then.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Evens(Vector512<uint> a, Vector512<uint> b) => Avx512F.IsSupported
        ? Avx512F.Multiply(a, b)
        : Vector512.Create(Avx2.Multiply(a.GetLower(), b.GetLower()), Avx2.Multiply(a.GetUpper(), b.GetUpper()));
}
