namespace GpuTumor.Snapshots;

/// <summary>How deflate spells lengths and distances of repeats: a symbol, and some bits more (RFC 1951, 3.2.5).</summary>
internal static class DeflateSymbols
{
    /// <summary>Bytes, the end of a block, and lengths.</summary>
    public const int Bytes = 286;

    /// <summary>Distances.</summary>
    public const int Distances = 30;

    /// <summary>The end of a block.</summary>
    public const int End = 256;

    /// <summary>The longest repeat.</summary>
    public const int LongestRepeat = 258;

    /// <summary>The farthest repeat.</summary>
    public const int FarthestRepeat = 32768;

    private static readonly Spelling[] _lengths = [.. Enumerable.Range(0, LongestRepeat + 1).Select(SpellLength)];

    /// <summary>A length of 3 to 258.</summary>
    public static Spelling OfLength(int length) => _lengths[length];

    /// <summary>A distance of 1 to 32768.</summary>
    public static Spelling OfDistance(int distance)
    {
        uint beyond = (uint)distance - 1;
        if (beyond < 4)
            return new((int)beyond, 0, 0);
        // Two symbols for each power of two.
        int extra = int.Log2((int)beyond) - 1;
        return new((2 * extra) + (int)(beyond >> extra), extra, beyond & ((1u << extra) - 1));
    }

    /// <summary>The shortest length that a symbol spells, and the bits that are added to it.</summary>
    public static (int First, int ExtraBits) LengthsOf(int symbol)
    {
        if (symbol == Bytes - 1)
            return (LongestRepeat, 0);
        int beyond = symbol - End - 1;
        int extra = Math.Max((beyond / 4) - 1, 0);
        return (3 + ((beyond - (4 * extra)) << extra), extra);
    }

    /// <summary>The shortest distance that a symbol spells, and the bits that are added to it.</summary>
    public static (int First, int ExtraBits) DistancesOf(int symbol)
    {
        int extra = Math.Max((symbol / 2) - 1, 0);
        return (1 + ((symbol - (2 * extra)) << extra), extra);
    }

    private static Spelling SpellLength(int length)
    {
        if (length == LongestRepeat)
            return new(Bytes - 1, 0, 0);
        uint beyond = (uint)Math.Max(length - 3, 0);
        if (beyond < 8)
            return new(End + 1 + (int)beyond, 0, 0);
        // Four symbols for each power of two.
        int extra = int.Log2((int)beyond) - 2;
        return new(End + 1 + (4 * extra) + (int)(beyond >> extra), extra, beyond & ((1u << extra) - 1));
    }
}

/// <summary>A symbol, and bits that follow it as they are.</summary>
internal readonly record struct Spelling(int Symbol, int ExtraBits, uint Extra);
