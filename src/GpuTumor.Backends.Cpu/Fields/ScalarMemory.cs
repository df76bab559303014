using System.Runtime.CompilerServices;
using GpuTumor.Kernels;

namespace GpuTumor.Backends.Cpu;

/// <summary>One value at a time.</summary>
internal readonly unsafe struct ScalarMemory : ILaneMemory<Scalar>
{
    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Scalar value) => *destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Lower(Scalar previous, Scalar centre) => previous;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Upper(Scalar centre, Scalar next) => next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(float* source, out Scalar first, out Scalar second)
        => (first, second) = (new(source[0]), new(source[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar LoadFirsts(float* source) => new(source[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar LoadSeconds(float* source) => new(source[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(float* destination, Scalar first, Scalar second)
        => (destination[0], destination[1]) = (first.Value, second.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar LowerSeconds(Scalar previous, Scalar seconds) => previous;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar UpperFirsts(Scalar firsts, Scalar next) => next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddPairs(float* destination, Scalar first, Scalar second)
    {
        destination[0] += first.Value;
        destination[1] += second.Value;
    }
}
