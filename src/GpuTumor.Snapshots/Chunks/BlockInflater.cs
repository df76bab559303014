using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuTumor.Snapshots;

/// <summary>Unpacks what a block of a deflate stream holds after its codes.</summary>
internal static unsafe class BlockInflater
{
    /// <summary>Bytes behind the last that may be written: a whole repeat, and what is copied beyond it.</summary>
    public const int Slack = DeflateSymbols.LongestRepeat + (2 * Wide);

    private const int Wide = 32;

    /// <summary>Unpacks to the end of the block.</summary>
    /// <param name="reader">Stands behind the codes.</param>
    /// <param name="codes">The codes.</param>
    /// <param name="start">The first byte of all.</param>
    /// <param name="next">Where the block's go.</param>
    /// <param name="end">Where all end.</param>
    /// <returns>Where the next block's go.</returns>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public static byte* Inflate(ref BitReader reader, BlockCodes codes, byte* start, byte* next, byte* end)
    {
        fixed (DecodingEntry* bytes = codes.Bytes.Entries, distances = codes.Distances.Entries)
        {
            while (next <= end)
            {
                DecodingEntry entry = WriteBytes(ref reader, bytes, codes.Bytes.Mask, ref next, end);
                if (entry.Kind == DecodingKind.Long)
                    entry = codes.Bytes.Follow(reader.Bits);
                reader.Skip(entry.Bits);
                if (entry.IsBytes)
                {
                    *next++ = (byte)entry.Value;
                    continue;
                }

                if (entry.Kind == DecodingKind.End)
                    return next <= end ? next : throw TooLong();
                int length = Number(ref reader, entry);
                DecodingEntry place = distances[reader.Bits & codes.Distances.Mask];
                if (place.Kind == DecodingKind.Long)
                    place = codes.Distances.Follow(reader.Bits);
                reader.Skip(place.Bits);
                int distance = Number(ref reader, place);
                if (distance > next - start)
                    throw new InvalidDataException("a chunk repeats what is not there");
                Repeat(next, distance, length);
                next += length;
            }
        }

        throw TooLong();
    }

    // Until something else comes, which is returned, with the bits of a repeat at hand; or until there is no room.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DecodingEntry WriteBytes(ref BitReader reader, DecodingEntry* bytes, ulong mask, ref byte* place, byte* end)
    {
        // Copies, which are kept in registers.
        BitReader bits = reader;
        byte* next = place;
        bits.Fill();
        DecodingEntry entry = bytes[bits.Bits & mask];
        while (entry.IsBytes && next <= end)
        {
            // What was filled in is enough for five lookups.
            entry = Write(entry, ref next, ref bits, bytes, mask);
            if (entry.IsBytes)
                entry = Write(entry, ref next, ref bits, bytes, mask);
            if (entry.IsBytes)
                entry = Write(entry, ref next, ref bits, bytes, mask);
            if (entry.IsBytes)
                entry = Write(entry, ref next, ref bits, bytes, mask);
            bits.Fill();
        }

        reader = bits;
        place = next;
        return entry;
    }

    // Returns what comes next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DecodingEntry Write(DecodingEntry entry, ref byte* next, ref BitReader bits, DecodingEntry* bytes, ulong mask)
    {
        bits.Skip(entry.Bits);
        *(ushort*)next = entry.Value;
        next += entry.Bytes;
        return bytes[bits.Bits & mask];
    }

    private static InvalidDataException MeansNothing() => new("a chunk has bits that mean nothing");

    private static InvalidDataException TooLong() => new("a chunk is longer than it should be");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(ref BitReader bits, DecodingEntry entry)
    {
        if (entry.Kind != DecodingKind.Number)
            throw MeansNothing();
        return (int)entry.Value + (int)bits.Take(entry.ExtraBits);
    }

    // Up to 31 bytes more than asked for are written; the next ones go over them.
    private static void Repeat(byte* destination, int distance, int length)
    {
        byte* source = destination - distance;
        byte* end = destination + length;
        if (distance >= Wide)
        {
            for (; destination < end; destination += Wide, source += Wide)
                Vector256.Store(Vector256.Load(source), destination);
        }
        else if (distance == 1)
        {
            Vector256<byte> value = Vector256.Create(*source);
            for (; destination < end; destination += Wide)
                Vector256.Store(value, destination);
        }
        else
        {
            while (destination < end)
                *destination++ = *source++;
        }
    }
}
