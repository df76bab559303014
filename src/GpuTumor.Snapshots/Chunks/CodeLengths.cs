namespace GpuTumor.Snapshots;

/// <summary>How deflate tells the codes of a block: the lengths of all, with runs of equal ones shortened, in a code of their own.</summary>
internal sealed class CodeLengths
{
    /// <summary>Symbols that tell lengths.</summary>
    public const int Symbols = 19;

    /// <summary>The longest code of these.</summary>
    public const int LongestCode = 7;

    /// <summary>Symbols beyond the lengths themselves: the one before again.</summary>
    public const int Again = 16;

    /// <summary>3 to 10 zeros.</summary>
    public const int FewZeros = 17;

    /// <summary>11 to 138 zeros.</summary>
    public const int ManyZeros = 18;

    /// <summary>The fewest symbols of bytes that deflate can tell.</summary>
    public const int FewestBytes = 257;

    /// <summary>The fewest distances.</summary>
    public const int FewestDistances = 1;

    /// <summary>The fewest symbols of lengths.</summary>
    public const int FewestSymbols = 4;

    private readonly HuffmanCode _code = new(Symbols, LongestCode);
    private readonly uint[] _counts = new uint[Symbols];
    private readonly byte[] _lengths = new byte[DeflateSymbols.Bytes + DeflateSymbols.Distances];
    private readonly List<Spelling> _told = [];
    private int _bytes;
    private int _distances;

    /// <summary>In which order the codes of the symbols themselves are told.</summary>
    public static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>About how many bits telling them takes.</summary>
    public long Bits { get; private set; }

    /// <summary>Prepares to tell the codes of bytes and of distances.</summary>
    public void Build(HuffmanCode bytes, HuffmanCode distances)
    {
        (_bytes, _distances) = (Math.Max(bytes.Used, FewestBytes), Math.Max(distances.Used, FewestDistances));
        bytes.Lengths[.._bytes].CopyTo(_lengths);
        distances.Lengths[.._distances].CopyTo(_lengths.AsSpan(_bytes));
        _told.Clear();
        for (int start = 0; start < _bytes + _distances;)
            start += Tell(start);

        Array.Clear(_counts);
        foreach (Spelling spelling in _told)
            _counts[spelling.Symbol]++;
        _code.Build(_counts);
        Bits = 3 * Symbols;
        foreach (Spelling spelling in _told)
            Bits += _code.LengthOf(spelling.Symbol) + spelling.ExtraBits;
    }

    /// <summary>Tells them.</summary>
    public void Write(ref BitWriter writer)
    {
        int symbols = Symbols;
        while (symbols > FewestSymbols && _code.LengthOf(Order[symbols - 1]) == 0)
            symbols--;
        writer.Write((uint)(_bytes - FewestBytes), 5);
        writer.Write((uint)(_distances - FewestDistances), 5);
        writer.Write((uint)(symbols - FewestSymbols), 4);
        foreach (byte symbol in Order[..symbols])
            writer.Write((uint)_code.LengthOf(symbol), 3);
        foreach (Spelling spelling in _told)
        {
            uint code = _code.Codes[spelling.Symbol];
            writer.Write((ushort)code, (int)(code >> 16));
            writer.Write(spelling.Extra, spelling.ExtraBits);
        }
    }

    // Returns how many lengths it told.
    private int Tell(int start)
    {
        ReadOnlySpan<byte> rest = _lengths.AsSpan(start, _bytes + _distances - start);
        byte length = rest[0];
        int run = rest.IndexOfAnyExcept(length);
        if (run < 0)
            run = rest.Length;
        if (length == 0 && run >= 11)
            return Tell(new Spelling(ManyZeros, 7, (uint)Math.Min(run, 138) - 11), Math.Min(run, 138));
        if (length == 0 && run >= 3)
            return Tell(new Spelling(FewZeros, 3, (uint)run - 3), run);
        _told.Add(new Spelling(length, 0, 0));
        if (run < 4)
            return 1;
        int again = Math.Min(run - 1, 6);
        return 1 + Tell(new Spelling(Again, 2, (uint)again - 3), again);
    }

    private int Tell(Spelling spelling, int lengths)
    {
        _told.Add(spelling);
        return lengths;
    }
}
