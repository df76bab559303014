namespace GpuTumor.Snapshots;

/// <summary>
/// Tells from the next bits which symbol a prefix code spells there. Codes up to some length are looked up at once, two bytes together
/// where both fit; the few longer ones are followed bit by bit.
/// </summary>
internal sealed class DecodingTable
{
    /// <summary>The longest code that deflate has.</summary>
    public const int LongestCode = 15;

    private readonly int _mostBits;
    private readonly DecodingEntry[] _meanings;
    private readonly DecodingEntry[] _entries;
    private readonly ushort[] _sorted;
    private readonly int[] _ofLength = new int[LongestCode + 1];
    private int _bits;

    /// <summary>A table for an alphabet.</summary>
    /// <param name="meanings">What each symbol means.</param>
    /// <param name="mostBits">The most bits that are looked up at once.</param>
    public DecodingTable(DecodingEntry[] meanings, int mostBits)
    {
        (_meanings, _mostBits) = (meanings, mostBits);
        _entries = new DecodingEntry[1 << mostBits];
        _sorted = new ushort[meanings.Length];
    }

    /// <summary>What the next bits mean, by as many of the lowest as <see cref="Mask"/> has.</summary>
    public ReadOnlySpan<DecodingEntry> Entries => _entries;

    /// <summary>The bits that are looked up.</summary>
    public uint Mask => (1u << _bits) - 1;

    /// <summary>Prepares for a code.</summary>
    /// <param name="lengths">Bits of each symbol's code; zero for one that has none.</param>
    /// <returns>Whether the code is one: no bits mean two symbols, and all mean one unless there is but one symbol of one bit, or none.</returns>
    public bool Build(ReadOnlySpan<byte> lengths)
    {
        Sort(lengths);
        int left = 1;
        int longest = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            left = (2 * left) - _ofLength[length];
            if (left < 0)
                return false;
            if (_ofLength[length] > 0)
                longest = length;
        }

        // Two codes at once where that takes no more room than one long code might; a small table is soon made.
        _bits = Math.Clamp(2 * longest, 1, _mostBits);
        if (left > 0)
            _entries.AsSpan(0, 1 << _bits).Fill(DecodingEntry.Invalid);
        FillIn();
        return left == 0 || longest <= 1;
    }

    /// <summary>Lets bits mean two bytes where they hold the codes of two.</summary>
    public void JoinBytes()
    {
        // From above, because the second is looked up farther below, where nothing is joined yet.
        Span<DecodingEntry> entries = _entries.AsSpan(0, 1 << _bits);
        for (int bits = entries.Length - 1; bits >= 0; bits--)
            entries[bits] = entries[bits].Then(entries[bits >> entries[bits].Bits], _bits);
    }

    /// <summary>Follows a code that is longer than what is looked up at once.</summary>
    /// <param name="bits">The next bits.</param>
    public DecodingEntry Follow(ulong bits)
    {
        // Codes of a length are numbered one after another, after those that are shorter; their first bit is their highest.
        int code = 0, first = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            code |= (int)(bits & 1);
            bits >>= 1;
            int count = _ofLength[length];
            if (code - count < first)
                return _meanings[_sorted[index + code - first]].OfBits(length);
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return DecodingEntry.Invalid;
    }

    // By length, and by symbol where that is equal.
    private void Sort(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_ofLength);
        foreach (byte length in lengths)
            _ofLength[length]++;
        _ofLength[0] = 0;
        Span<int> next = stackalloc int[LongestCode + 2];
        next[1] = 0;
        for (int length = 1; length <= LongestCode; length++)
            next[length + 1] = next[length] + _ofLength[length];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
                _sorted[next[lengths[symbol]]++] = (ushort)symbol;
        }
    }

    private void FillIn()
    {
        int index = 0;
        uint code = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            // What was filled in for shorter codes holds whatever bit comes next.
            if (length <= _bits)
                _entries.AsSpan(0, 1 << (length - 1)).CopyTo(_entries.AsSpan(1 << (length - 1)));
            for (int i = 0; i < _ofLength[length]; i++)
            {
                if (length <= _bits)
                    _entries[code] = _meanings[_sorted[index++]].OfBits(length);
                else
                    _entries[code & Mask] = DecodingEntry.Long;
                code = Next(code, length);
            }
        }
    }

    // The next code of a length, the first bit lowest: a one is carried down from the highest place that holds none.
    private static uint Next(uint code, int length)
    {
        uint place = 1u << (length - 1);
        while ((code & place) != 0)
        {
            code ^= place;
            place >>= 1;
        }

        return code | place;
    }
}
