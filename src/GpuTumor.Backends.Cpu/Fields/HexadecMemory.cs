using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuTumor.Backends.Cpu;

/// <summary>Sixteen values at a time.</summary>
internal readonly unsafe struct HexadecMemory : ILaneMemory<Hexadec>
{
    public static int Width => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Hexadec value) => value.Value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Lower(Hexadec previous, Hexadec centre)
        => Avx512F.IsSupported
            ? new(Avx512F.AlignRight32(centre.Value.AsInt32(), previous.Value.AsInt32(), 15).AsSingle())
            : Joined(OctetMemory.Lower(High(previous), Low(centre)), OctetMemory.Lower(Low(centre), High(centre)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Upper(Hexadec centre, Hexadec next)
        => Avx512F.IsSupported
            ? new(Avx512F.AlignRight32(next.Value.AsInt32(), centre.Value.AsInt32(), 1).AsSingle())
            : Joined(OctetMemory.Upper(Low(centre), High(centre)), OctetMemory.Upper(High(centre), Low(next)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Hexadec first, out Hexadec second)
        => (first, second) = (LoadFirsts(source), LoadSeconds(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec LoadFirsts(float* source)
    {
        Vector512<int> evens = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        if (!Avx512F.IsSupported)
            return Strided(source);
        return new(Avx512F.PermuteVar16x32x2(Vector512.Load(source), evens, Vector512.Load(source + 16)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec LoadSeconds(float* source)
    {
        Vector512<int> odds = Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        if (!Avx512F.IsSupported)
            return Strided(source + 1);
        return new(Avx512F.PermuteVar16x32x2(Vector512.Load(source), odds, Vector512.Load(source + 16)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(float* destination, Hexadec first, Hexadec second)
    {
        LowHalf(first, second).Store(destination);
        HighHalf(first, second).Store(destination + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec LowerSeconds(Hexadec previous, Hexadec seconds) => Lower(previous, seconds);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec UpperFirsts(Hexadec firsts, Hexadec next) => Upper(firsts, next);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddPairs(float* destination, Hexadec first, Hexadec second)
    {
        (Vector512.Load(destination) + LowHalf(first, second)).Store(destination);
        (Vector512.Load(destination + 16) + HighHalf(first, second)).Store(destination + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LowHalf(Hexadec first, Hexadec second)
    {
        Vector512<int> lower = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        return Avx512F.IsSupported ? Avx512F.PermuteVar16x32x2(first.Value, lower, second.Value) : Interleaved(Low(first), Low(second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> HighHalf(Hexadec first, Hexadec second)
    {
        Vector512<int> upper = Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        return Avx512F.IsSupported ? Avx512F.PermuteVar16x32x2(first.Value, upper, second.Value) : Interleaved(High(first), High(second));
    }

    // What follows stands in where registers of this width are missing: for tests of this width, not for speed.
    private static Octet Low(Hexadec value) => new(value.Value.GetLower());

    private static Octet High(Hexadec value) => new(value.Value.GetUpper());

    private static Hexadec Joined(Octet low, Octet high) => new(Vector512.Create(low.Value, high.Value));

    private static Hexadec Strided(float* source)
    {
        float* values = stackalloc float[16];
        for (int i = 0; i < 16; i++)
            values[i] = source[2 * i];
        return new(Vector512.Load(values));
    }

    private static Vector512<float> Interleaved(Octet first, Octet second)
    {
        float* values = stackalloc float[16];
        for (int i = 0; i < 8; i++)
            (values[2 * i], values[(2 * i) + 1]) = (first.Value[i], second.Value[i]);
        return Vector512.Load(values);
    }
}
