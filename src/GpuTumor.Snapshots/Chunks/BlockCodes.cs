namespace GpuTumor.Snapshots;

/// <summary>The two codes of a block of a deflate stream: that of bytes and lengths, and that of distances.</summary>
internal sealed class BlockCodes
{
    /// <summary>The most bits of a code of bytes that are looked up at once.</summary>
    public const int ByteBits = 11;

    /// <summary>The most bits of a code of distances that are looked up at once.</summary>
    public const int DistanceBits = 8;

    // Both alphabets have two symbols more than may be used.
    private const int AllBytes = DeflateSymbols.Bytes + 2;
    private const int AllDistances = DeflateSymbols.Distances + 2;

    private readonly DecodingTable _lengths = new(
        [.. Enumerable.Range(0, CodeLengths.Symbols).Select(symbol => DecodingEntry.Of(DecodingKind.Number, symbol, 0))], CodeLengths.LongestCode);
    private readonly byte[] _told = new byte[AllBytes + AllDistances];

    /// <summary>Bytes, the end, and lengths.</summary>
    public DecodingTable Bytes { get; } = new([.. Enumerable.Range(0, AllBytes).Select(MeaningOfByte)], ByteBits);

    /// <summary>Distances.</summary>
    public DecodingTable Distances { get; } = new([.. Enumerable.Range(0, AllDistances).Select(MeaningOfDistance)], DistanceBits);

    /// <summary>Takes the codes that need not be told.</summary>
    public void BuildFixed()
    {
        Span<byte> bytes = _told.AsSpan(0, AllBytes);
        bytes[..144].Fill(8);
        bytes[144..256].Fill(9);
        bytes[256..280].Fill(7);
        bytes[280..].Fill(8);
        Span<byte> distances = _told.AsSpan(AllBytes, AllDistances);
        distances.Fill(5);
        Build(bytes, distances);
    }

    /// <summary>Reads the codes at the start of a block.</summary>
    /// <exception cref="InvalidDataException">They are no codes.</exception>
    public void Read(ref BitReader reader)
    {
        reader.Fill();
        int bytes = (int)reader.Take(5) + CodeLengths.FewestBytes;
        int distances = (int)reader.Take(5) + CodeLengths.FewestDistances;
        int symbols = (int)reader.Take(4) + CodeLengths.FewestSymbols;
        if (bytes > DeflateSymbols.Bytes || distances > DeflateSymbols.Distances)
            throw new InvalidDataException("a chunk has codes for more symbols than there are");
        Span<byte> ofLengths = stackalloc byte[CodeLengths.Symbols];
        ofLengths.Clear();
        for (int i = 0; i < symbols; i++)
        {
            reader.Fill();
            ofLengths[CodeLengths.Order[i]] = (byte)reader.Take(3);
        }

        if (!_lengths.Build(ofLengths))
            throw NoCode();
        ReadLengths(ref reader, _told.AsSpan(0, bytes + distances));
        if (_told[DeflateSymbols.End] == 0)
            throw new InvalidDataException("a chunk has a block without an end");
        Build(_told.AsSpan(0, bytes), _told.AsSpan(bytes, distances));
    }

    private static DecodingEntry MeaningOfByte(int symbol)
    {
        if (symbol < DeflateSymbols.End)
            return DecodingEntry.OfByte(symbol);
        if (symbol == DeflateSymbols.End)
            return DecodingEntry.Of(DecodingKind.End, 0, 0);
        if (symbol >= DeflateSymbols.Bytes)
            return DecodingEntry.Invalid;
        (int first, int extraBits) = DeflateSymbols.LengthsOf(symbol);
        return DecodingEntry.Of(DecodingKind.Number, first, extraBits);
    }

    private static DecodingEntry MeaningOfDistance(int symbol)
    {
        if (symbol >= DeflateSymbols.Distances)
            return DecodingEntry.Invalid;
        (int first, int extraBits) = DeflateSymbols.DistancesOf(symbol);
        return DecodingEntry.Of(DecodingKind.Number, first, extraBits);
    }

    private static InvalidDataException NoCode() => new("a chunk has a code that is none");

    private void ReadLengths(ref BitReader reader, Span<byte> lengths)
    {
        int told = 0;
        while (told < lengths.Length)
        {
            reader.Fill();
            DecodingEntry entry = _lengths.Entries[(int)((uint)reader.Bits & _lengths.Mask)];
            if (entry.Kind == DecodingKind.Invalid)
                throw NoCode();
            reader.Skip(entry.Bits);
            int symbol = (int)entry.Value;
            if (symbol < CodeLengths.Again)
            {
                lengths[told++] = (byte)symbol;
                continue;
            }

            int run = symbol switch
            {
                CodeLengths.Again => 3 + (int)reader.Take(2),
                CodeLengths.FewZeros => 3 + (int)reader.Take(3),
                _ => 11 + (int)reader.Take(7),
            };
            if (run > lengths.Length - told || (symbol == CodeLengths.Again && told == 0))
                throw NoCode();
            lengths.Slice(told, run).Fill(symbol == CodeLengths.Again ? lengths[told - 1] : (byte)0);
            told += run;
        }
    }

    private void Build(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> distances)
    {
        if (!Bytes.Build(bytes) || !Distances.Build(distances))
            throw NoCode();
        Bytes.JoinBytes();
    }
}
