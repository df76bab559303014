using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuTumor.Backends.Cpu;

/// <summary>Eight values at a time.</summary>
internal readonly unsafe struct OctetMemory : ILaneMemory<Octet>
{
    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Octet value) => value.Value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Lower(Octet previous, Octet centre)
    {
        Vector256<int> between = Avx2.Permute2x128(previous.Value.AsInt32(), centre.Value.AsInt32(), 0x21);
        return new(Avx2.AlignRight(centre.Value.AsInt32(), between, 12).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet Upper(Octet centre, Octet next)
    {
        Vector256<int> between = Avx2.Permute2x128(centre.Value.AsInt32(), next.Value.AsInt32(), 0x21);
        return new(Avx2.AlignRight(between, centre.Value.AsInt32(), 4).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Octet first, out Octet second)
    {
        Vector256<float> low = Vector256.Load(source);
        Vector256<float> high = Vector256.Load(source + 8);
        Vector256<double> evens = Avx.Shuffle(low, high, 0x88).AsDouble();
        Vector256<double> odds = Avx.Shuffle(low, high, 0xDD).AsDouble();
        first = new(Avx2.Permute4x64(evens, 0xD8).AsSingle());
        second = new(Avx2.Permute4x64(odds, 0xD8).AsSingle());
    }

    // Pairs 0 1 4 5 | 2 3 6 7: what one shuffle makes of two registers, and one unpacking undoes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet LoadFirsts(float* source) => new(Avx.Shuffle(Vector256.Load(source), Vector256.Load(source + 8), 0x88));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet LoadSeconds(float* source) => new(Avx.Shuffle(Vector256.Load(source), Vector256.Load(source + 8), 0xDD));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(float* destination, Octet first, Octet second)
    {
        Avx.UnpackLow(first.Value, second.Value).Store(destination);
        Avx.UnpackHigh(first.Value, second.Value).Store(destination + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet LowerSeconds(Octet previous, Octet seconds)
    {
        Vector256<int> before = Vector256.Create(7, 0, 5, 2, 1, 4, 3, 6);
        return new(Avx.Blend(
            Avx2.PermuteVar8x32(seconds.Value, before), Avx2.PermuteVar8x32(previous.Value, before), 0x01));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Octet UpperFirsts(Octet firsts, Octet next)
    {
        Vector256<int> after = Vector256.Create(1, 4, 3, 6, 5, 2, 7, 0);
        return new(Avx.Blend(Avx2.PermuteVar8x32(firsts.Value, after), Avx2.PermuteVar8x32(next.Value, after), 0x80));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddPairs(float* destination, Octet first, Octet second)
    {
        Vector256<float> low = Avx.UnpackLow(first.Value, second.Value);
        Vector256<float> high = Avx.UnpackHigh(first.Value, second.Value);
        (Vector256.Load(destination) + Avx.Permute2x128(low, high, 0x20)).Store(destination);
        (Vector256.Load(destination + 8) + Avx.Permute2x128(low, high, 0x31)).Store(destination + 8);
    }
}
