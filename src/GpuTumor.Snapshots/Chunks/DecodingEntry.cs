using System.Runtime.CompilerServices;

namespace GpuTumor.Snapshots;

/// <summary>What some bits mean: one or two bytes, a repeat, or an end. In one word, because one is looked up for every byte or two.</summary>
/// <param name="Word">
/// From the lowest bit on: 8 for the bits of the code; 16 for the bytes, or for the shortest length or distance; 5 for how many bytes
/// there are, or for the bits that follow the code as they are; 2 for what it is; and the highest is set if it is not bytes.
/// </param>
internal readonly record struct DecodingEntry(uint Word)
{
    private const int ValuePlace = 8;
    private const int CountPlace = 24;
    private const int KindPlace = 29;
    private const uint CountMask = 0x1f;
    private const uint NoBytes = 1u << 31;

    /// <summary>Bits that no code begins with.</summary>
    public static DecodingEntry Invalid { get; } = Of(DecodingKind.Invalid, 0, 0);

    /// <summary>A code that is longer than what is looked up at once.</summary>
    public static DecodingEntry Long { get; } = Of(DecodingKind.Long, 0, 0);

    /// <summary>Bits of the code.</summary>
    public int Bits => (byte)Word;

    /// <summary>Whether it spells bytes.</summary>
    public bool IsBytes => (int)Word >= 0;

    /// <summary>How many bytes it spells, if it does.</summary>
    public int Bytes => (int)(Word >> CountPlace);

    /// <summary>Bits that follow the code as they are, if it spells no bytes.</summary>
    public int ExtraBits => (int)((Word >> CountPlace) & CountMask);

    /// <summary>What it means if it spells no bytes.</summary>
    public DecodingKind Kind => (DecodingKind)((Word >> KindPlace) & 3);

    /// <summary>The bytes, the first lowest; or the length or distance to which the extra bits are added.</summary>
    public ushort Value => (ushort)(Word >> ValuePlace);

    /// <summary>One byte.</summary>
    public static DecodingEntry OfByte(int value) => new(((uint)value << ValuePlace) | (1u << CountPlace));

    /// <summary>Something else.</summary>
    public static DecodingEntry Of(DecodingKind kind, int value, int extraBits)
        => new(NoBytes | ((uint)kind << KindPlace) | ((uint)extraBits << CountPlace) | ((uint)value << ValuePlace));

    /// <summary>The same after a code of so many bits.</summary>
    public DecodingEntry OfBits(int bits) => new(Word | (uint)bits);

    /// <summary>This byte and the next, if both are one byte and their codes together have no more than so many bits; else this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DecodingEntry Then(DecodingEntry next, int mostBits)
    {
        // Asked of every entry of a table, and no processor foresees the answers: a mask instead of branches.
        uint isJoined = (uint)(((Bits + next.Bits - mostBits - 1) & ~(int)Word & ~(int)next.Word) >> 31);
        uint more = (1u << CountPlace) + ((uint)next.Value << (ValuePlace + 8)) + (uint)next.Bits;
        return new(Word + (more & isJoined));
    }
}

/// <summary>What a code means that spells no bytes.</summary>
internal enum DecodingKind
{
    /// <summary>A number: the length or distance of a repeat, or the length of a code.</summary>
    Number,

    /// <summary>The end of a block.</summary>
    End,

    /// <summary>More bits have to be looked at.</summary>
    Long,

    /// <summary>Nothing: the stream is damaged.</summary>
    Invalid,
}
