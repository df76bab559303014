using System.Numerics;

namespace GpuTumor.Snapshots;

/// <summary>Rounds floats to fewer bits of mantissa, so that deflate finds zeros. NaN and infinities stay as they are.</summary>
internal static unsafe class MantissaRounding
{
    /// <summary>All bits of a float's mantissa: no rounding.</summary>
    public const int AllBits = 23;

    private const uint Exponent = 0x7f80_0000;

    /// <summary>Rounds to nearest, ties to even. The relative error is at most 2^−(bits + 1).</summary>
    /// <param name="values">Rounded in place.</param>
    /// <param name="count">How many.</param>
    /// <param name="bits">Bits of mantissa kept, 1–23.</param>
    public static void Round(float* values, int count, int bits)
    {
        int dropped = AllBits - bits;
        if (dropped <= 0)
            return;
        uint* words = (uint*)values;
        uint almostHalf = (1u << (dropped - 1)) - 1;
        uint kept = ~((1u << dropped) - 1);
        int i = 0;
        for (; i + Vector<uint>.Count <= count; i += Vector<uint>.Count)
        {
            Vector<uint> word = Vector.Load(words + i);
            Vector<uint> lastKept = (word >>> dropped) & Vector<uint>.One;
            Vector<uint> rounded = (word + new Vector<uint>(almostHalf) + lastKept) & new Vector<uint>(kept);
            Vector<uint> isFinite = ~Vector.Equals(word & new Vector<uint>(Exponent), new Vector<uint>(Exponent));
            Vector.ConditionalSelect(isFinite, rounded, word).Store(words + i);
        }

        for (; i < count; i++)
        {
            if ((words[i] & Exponent) != Exponent)
                words[i] = (words[i] + almostHalf + ((words[i] >> dropped) & 1)) & kept;
        }
    }
}
