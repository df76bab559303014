namespace GpuTumor.Snapshots;

/// <summary>
/// Deflates byte planes of shuffled chunks, each as one block with a code of its own. Several times faster than the fastest level of a
/// general library, and tighter, because it knows where a chunk may repeat itself (<see cref="RepeatFinder"/>). Any zlib unpacks it.
/// </summary>
internal sealed unsafe class PlaneDeflater
{
    // Up to here zlib looks codes up in one table; and four of them, with what is left of before, fit into 64 bits.
    private const int LongestCode = 10;
    private const int LargestStoredBlock = 65535;

    // Copies of the count of bytes: neighbours are often equal, and one would wait for the other.
    private const int Counts = 4;
    private const int Values = 256;

    private readonly RepeatFinder _repeats;
    private readonly Spelling[] _distances;
    private readonly Stretch[] _stretches;
    private readonly uint[] _valueCounts = new uint[Counts * Values];
    private readonly uint[] _byteCounts = new uint[DeflateSymbols.Bytes];
    private readonly uint[] _distanceCounts = new uint[DeflateSymbols.Distances];
    private readonly HuffmanCode _bytes = new(DeflateSymbols.Bytes, LongestCode);
    private readonly HuffmanCode _places = new(DeflateSymbols.Distances, LongestCode);
    private readonly CodeLengths _lengths = new();

    /// <summary>For planes of a chunk's shape.</summary>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    /// <param name="chunk">Voxels of the chunk.</param>
    public PlaneDeflater(int row, int plane, int chunk)
    {
        _repeats = new RepeatFinder(row, plane);
        _distances = [.. _repeats.Distances.Select(DeflateSymbols.OfDistance)];
        _stretches = new Stretch[(chunk / 4) + 1];
    }

    /// <summary>Writes a plane as a block, packed or as it is, whichever is shorter.</summary>
    public void Write(ref BitWriter writer, byte* plane, int count)
    {
        ReadOnlySpan<Stretch> stretches = _stretches.AsSpan(0, _repeats.Divide(plane, count, _stretches));
        CountSymbols(plane, stretches);
        _bytes.Build(_byteCounts);
        _places.Build(_distanceCounts);
        _lengths.Build(_bytes, _places);
        if (_lengths.Bits + BodyBits() >= 8L * count)
            Store(ref writer, plane, count);
        else
            WriteBlock(ref writer, plane, stretches);
    }

    /// <summary>Writes bytes as they are.</summary>
    public static void Store(ref BitWriter writer, byte* bytes, int count)
    {
        for (int done = 0; done < count; done += LargestStoredBlock)
        {
            int length = Math.Min(count - done, LargestStoredBlock);
            writer.Write(0, 3);
            writer.Align();
            writer.Write((uint)length | ((uint)(ushort)~length << 16), 32);
            writer.WriteBytes(new ReadOnlySpan<byte>(bytes + done, length));
        }
    }

    /// <summary>Writes the last block, which is empty, to a whole byte.</summary>
    public static void End(ref BitWriter writer)
    {
        writer.Write(1, 3);
        writer.Align();
        writer.Write(0xffff_0000, 32);
    }

    private void CountSymbols(byte* plane, ReadOnlySpan<Stretch> stretches)
    {
        Array.Clear(_valueCounts);
        Array.Clear(_byteCounts);
        Array.Clear(_distanceCounts);
        fixed (uint* counts = _valueCounts)
        {
            foreach (Stretch stretch in stretches)
            {
                CountValues(plane, stretch.Plain, counts);
                plane += stretch.Plain + stretch.Length;
                if (stretch.Length == 0)
                    continue;
                _byteCounts[DeflateSymbols.OfLength(stretch.Length).Symbol]++;
                _distanceCounts[_distances[stretch.Distance].Symbol]++;
            }
        }

        for (int value = 0; value < Values; value++)
        {
            for (int copy = 0; copy < Counts; copy++)
                _byteCounts[value] += _valueCounts[(copy * Values) + value];
        }

        _byteCounts[DeflateSymbols.End] = 1;
    }

    private static void CountValues(byte* bytes, int count, uint* counts)
    {
        int i = 0;
        for (; i + Counts <= count; i += Counts)
        {
            counts[bytes[i]]++;
            counts[Values + bytes[i + 1]]++;
            counts[(2 * Values) + bytes[i + 2]]++;
            counts[(3 * Values) + bytes[i + 3]]++;
        }

        for (; i < count; i++)
            counts[bytes[i]]++;
    }

    // Extra bits of lengths, a few, are left out.
    private long BodyBits()
    {
        long bits = 0;
        for (int symbol = 0; symbol < _byteCounts.Length; symbol++)
            bits += (long)_byteCounts[symbol] * _bytes.LengthOf(symbol);
        foreach (Spelling distance in _distances)
            bits += (long)_distanceCounts[distance.Symbol] * (_places.LengthOf(distance.Symbol) + distance.ExtraBits);
        return bits;
    }

    private void WriteBlock(ref BitWriter writer, byte* plane, ReadOnlySpan<Stretch> stretches)
    {
        // Not the last block, with codes of its own.
        writer.Write(0b100, 3);
        _lengths.Write(ref writer);
        fixed (uint* codes = _bytes.Codes)
        {
            foreach (Stretch stretch in stretches)
            {
                writer.WriteCodes(plane, stretch.Plain, codes);
                plane += stretch.Plain + stretch.Length;
                if (stretch.Length == 0)
                    continue;
                WriteSpelling(ref writer, _bytes, DeflateSymbols.OfLength(stretch.Length));
                WriteSpelling(ref writer, _places, _distances[stretch.Distance]);
            }

            writer.Write((ushort)codes[DeflateSymbols.End], (int)(codes[DeflateSymbols.End] >> 16));
        }
    }

    private static void WriteSpelling(ref BitWriter writer, HuffmanCode code, Spelling spelling)
    {
        uint symbol = code.Codes[spelling.Symbol];
        int length = (int)(symbol >> 16);
        writer.Write((ushort)symbol | ((ulong)spelling.Extra << length), length + spelling.ExtraBits);
    }
}
