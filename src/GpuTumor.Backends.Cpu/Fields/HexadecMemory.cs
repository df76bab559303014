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
        => new(Avx512F.AlignRight32(centre.Value.AsInt32(), previous.Value.AsInt32(), 15).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hexadec Upper(Hexadec centre, Hexadec next)
        => new(Avx512F.AlignRight32(next.Value.AsInt32(), centre.Value.AsInt32(), 1).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Hexadec first, out Hexadec second)
    {
        Vector512<float> low = Vector512.Load(source);
        Vector512<float> high = Vector512.Load(source + 16);
        Vector512<int> evens = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        Vector512<int> odds = Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        first = new(Avx512F.PermuteVar16x32x2(low, evens, high));
        second = new(Avx512F.PermuteVar16x32x2(low, odds, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddPairs(float* destination, Hexadec first, Hexadec second)
    {
        Vector512<int> lower = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        Vector512<int> upper = Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        Vector512<float> low = Avx512F.PermuteVar16x32x2(first.Value, lower, second.Value);
        Vector512<float> high = Avx512F.PermuteVar16x32x2(first.Value, upper, second.Value);
        (Vector512.Load(destination) + low).Store(destination);
        (Vector512.Load(destination + 16) + high).Store(destination + 16);
    }
}
