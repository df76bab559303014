using System.Buffers.Binary;
using System.IO.Compression;

namespace GpuTumor.Snapshots;

/// <summary>
/// Makes a zlib stream of the byte planes of a shuffled chunk. At the fast levels a plane of noise, such as the last bytes of
/// the floats of a smooth field, is stored as it is: deflate would spend most of its time there and save nothing.
/// </summary>
internal static unsafe class ZlibPacker
{
    private const int LastFastLevel = 3;
    private const int LargestStoredBlock = 65535;

    /// <summary>Packs.</summary>
    /// <param name="plain">Planes of equal length, one after the other.</param>
    /// <param name="planes">How many.</param>
    /// <param name="level">Of deflate.</param>
    /// <param name="packed">Where the stream goes.</param>
    /// <returns>Bytes of the stream.</returns>
    public static int Pack(ReadOnlySpan<byte> plain, int planes, ZLibCompressionOptions level, Span<byte> packed)
    {
        // Header: deflate with a window of 32 KiB, fastest.
        packed[0] = 0x78;
        packed[1] = 0x01;
        int length = 2;
        int planeLength = plain.Length / planes;
        bool maySkip = level.CompressionLevel <= LastFastLevel;
        for (int first = 0; first < planes;)
        {
            bool isNoise = maySkip && IsNoise(Plane(plain, first));
            int end = first + 1;
            while (end < planes && (maySkip && IsNoise(Plane(plain, end))) == isNoise)
                end++;
            ReadOnlySpan<byte> run = plain[(first * planeLength)..(end * planeLength)];
            length += isNoise ? Store(run, packed[length..]) : Deflate(run, level, packed[length..]);
            first = end;
        }

        // The last block, stored and empty, and the checksum.
        ReadOnlySpan<byte> lastBlock = [1, 0, 0, 0xff, 0xff];
        lastBlock.CopyTo(packed[length..]);
        length += lastBlock.Length;
        BinaryPrimitives.WriteUInt32BigEndian(packed[length..], Adler32.Compute(plain));
        return length + sizeof(uint);

        ReadOnlySpan<byte> Plane(ReadOnlySpan<byte> all, int index) => all.Slice(index * planeLength, planeLength);
    }

    /// <summary>Whether all byte values are about equally frequent: the chance that two bytes agree is near 1/256.</summary>
    internal static bool IsNoise(ReadOnlySpan<byte> plane)
    {
        const int SampleLength = 256;
        const int SampleEvery = 1024;
        // 1.3/256: a code by frequency would save less than 5 %.
        const double LargestChance = 1.3 / 256;

        Span<int> counts = stackalloc int[256];
        counts.Clear();
        int samples = 0;
        for (int start = 0; start + SampleLength <= plane.Length; start += SampleEvery)
        {
            foreach (byte value in plane.Slice(start, SampleLength))
                counts[value]++;
            samples += SampleLength;
        }

        long agreeing = 0;
        foreach (int count in counts)
            agreeing += (long)count * (count - 1);
        return samples >= 4 * SampleLength && agreeing <= LargestChance * samples * (samples - 1);
    }

    private static int Store(ReadOnlySpan<byte> bytes, Span<byte> packed)
    {
        int length = 0;
        while (bytes.Length > 0)
        {
            int count = Math.Min(bytes.Length, LargestStoredBlock);
            packed[length] = 0;
            BinaryPrimitives.WriteUInt16LittleEndian(packed[(length + 1)..], (ushort)count);
            BinaryPrimitives.WriteUInt16LittleEndian(packed[(length + 3)..], (ushort)~count);
            bytes[..count].CopyTo(packed[(length + 5)..]);
            length += 5 + count;
            bytes = bytes[count..];
        }

        return length;
    }

    private static int Deflate(ReadOnlySpan<byte> bytes, ZLibCompressionOptions level, Span<byte> packed)
    {
        fixed (byte* first = packed)
        {
            using UnmanagedMemoryStream sink = new(first, 0, packed.Length, FileAccess.Write);
            using DeflateStream deflate = new(sink, level, leaveOpen: true);
            deflate.Write(bytes);
            // Ends the block at a whole byte. What disposing adds, the end of a stream, is overwritten by the next block.
            deflate.Flush();
            return (int)sink.Position;
        }
    }
}
