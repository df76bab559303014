namespace GpuTumor.Snapshots;

/// <summary>The prefix code of shortest mean length for symbols of known frequencies, of limited length, as deflate numbers codes.</summary>
/// <param name="symbols">Symbols of the alphabet.</param>
/// <param name="longest">The most bits of a code.</param>
internal sealed class HuffmanCode(int symbols, int longest)
{
    private readonly byte[] _lengths = new byte[symbols];
    private readonly uint[] _codes = new uint[symbols];
    private readonly ulong[] _leaves = new ulong[symbols];
    private readonly ulong[] _weights = new ulong[2 * symbols];
    private readonly int[] _parents = new int[2 * symbols];
    private readonly int[] _depths = new int[2 * symbols];

    /// <summary>Bits of each symbol's code; zero for one that has none.</summary>
    public ReadOnlySpan<byte> Lengths => _lengths;

    /// <summary>Each symbol's code, its first bit lowest, and in the high half its length.</summary>
    public ReadOnlySpan<uint> Codes => _codes;

    /// <summary>Symbols up to the last that has a code.</summary>
    public int Used => _lengths.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;

    /// <summary>Bits of a symbol's code.</summary>
    public int LengthOf(int symbol) => _lengths[symbol];

    /// <summary>Makes the code. At least two symbols get one, for a code of one is not complete.</summary>
    public void Build(ReadOnlySpan<uint> counts)
    {
        int leaves = 0;
        for (int symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
                _leaves[leaves++] = ((ulong)counts[symbol] << 16) | (uint)symbol;
        }

        for (int symbol = 0; leaves < 2; symbol++)
        {
            if (counts[symbol] == 0)
                _leaves[leaves++] = (1ul << 16) | (uint)symbol;
        }

        _leaves.AsSpan(0, leaves).Sort();
        JoinRarest(leaves);
        Span<int> ofLength = stackalloc int[longest + 1];
        CountLengths(leaves, ofLength);
        AssignLengths(leaves, ofLength);
        Number(ofLength);
    }

    // The two rarest become one again and again; those joined come in the order of their weight, so two queues suffice.
    private void JoinRarest(int leaves)
    {
        for (int i = 0; i < leaves; i++)
            _weights[i] = _leaves[i] >> 16;
        (int leaf, int joined) = (0, leaves);
        for (int node = leaves; node < (2 * leaves) - 1; node++)
        {
            int first = Rarest(node);
            int second = Rarest(node);
            _weights[node] = _weights[first] + _weights[second];
            (_parents[first], _parents[second]) = (node, node);
        }

        int Rarest(int end)
            => leaf < leaves && (joined >= end || _weights[leaf] <= _weights[joined]) ? leaf++ : joined++;
    }

    private void CountLengths(int leaves, Span<int> ofLength)
    {
        int root = (2 * leaves) - 2;
        _depths[root] = 0;
        for (int node = root - 1; node >= 0; node--)
        {
            _depths[node] = _depths[_parents[node]] + 1;
            if (node < leaves)
                ofLength[Math.Min(_depths[node], longest)]++;
        }

        // Codes that were cut short take more of the code space than there is: others are lengthened until it suffices.
        int taken = 0;
        for (int length = 1; length <= longest; length++)
            taken += ofLength[length] << (longest - length);
        for (; taken > 1 << longest; taken--)
        {
            int shorter = longest - 1;
            while (ofLength[shorter] == 0)
                shorter--;
            ofLength[longest]--;
            ofLength[shorter]--;
            ofLength[shorter + 1] += 2;
        }
    }

    private void AssignLengths(int leaves, ReadOnlySpan<int> ofLength)
    {
        Array.Clear(_lengths);
        int leaf = 0;
        for (int length = longest; length > 0; length--)
        {
            for (int i = 0; i < ofLength[length]; i++)
                _lengths[(ushort)_leaves[leaf++]] = (byte)length;
        }

        System.Diagnostics.Debug.Assert(leaf == leaves, "every symbol has a code");
    }

    // Codes of a length follow one another in the order of their symbols.
    private void Number(ReadOnlySpan<int> ofLength)
    {
        Span<uint> next = stackalloc uint[longest + 1];
        uint code = 0;
        for (int length = 1; length <= longest; length++)
        {
            next[length] = code;
            code = (code + (uint)ofLength[length]) << 1;
        }

        for (int symbol = 0; symbol < _lengths.Length; symbol++)
        {
            int length = _lengths[symbol];
            _codes[symbol] = length == 0 ? 0 : ((uint)length << 16) | Reversed(next[length]++, length);
        }
    }

    private static uint Reversed(uint code, int length)
    {
        uint reversed = 0;
        for (int bit = 0; bit < length; bit++)
            reversed |= ((code >> bit) & 1) << (length - 1 - bit);
        return reversed;
    }
}
