using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuTumor.Backends.Cpu;

/// <summary>Moves sixteen-bit halves between memory and words.</summary>
internal static unsafe class Halves
{
    /// <summary>Reads eight halves as words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Widen(ushort* source)
    {
        Vector128<ushort> eight = Vector128.Load(source);
        return Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight));
    }

    /// <summary>Reads halves as words.</summary>
    public static void Widen(ushort* source, uint* words, int count)
    {
        int i = 0;
        for (; i + 8 <= count; i += 8)
            Widen(source + i).Store(words + i);
        for (; i < count; i++)
            words[i] = source[i];
    }

    /// <summary>Writes words below 2¹⁶ as halves.</summary>
    public static void Narrow(uint* words, ushort* destination, int count)
    {
        int i = 0;
        for (; i + 8 <= count; i += 8)
            Vector128.Narrow(Vector128.Load(words + i), Vector128.Load(words + i + 4)).Store(destination + i);
        for (; i < count; i++)
            destination[i] = (ushort)words[i];
    }
}
