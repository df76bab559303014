using System.Buffers.Binary;
using System.IO.Compression;

namespace GpuTumor.Snapshots;

/// <summary>
/// Makes a zlib stream of the byte planes of a shuffled chunk. At the fast levels a plane of noise, such as the last bytes of
/// the floats of a smooth field, is stored as it is, and others are packed by <see cref="PlaneDeflater"/>; at the tight levels
/// the system's deflate looks everywhere for repeats.
/// </summary>
/// <param name="row">Voxels of a chunk's row.</param>
/// <param name="plane">Voxels of a chunk's plane.</param>
/// <param name="chunk">Voxels of a chunk.</param>
internal sealed unsafe class ZlibPacker(int row, int plane, int chunk)
{
    private const int LastFastLevel = 3;

    private readonly PlaneDeflater _deflater = new(row, plane, chunk);

    /// <summary>Packs.</summary>
    /// <param name="plain">Planes of equal length, one after the other.</param>
    /// <param name="planes">How many.</param>
    /// <param name="level">Of deflate.</param>
    /// <param name="packed">Where the stream goes.</param>
    /// <returns>Bytes of the stream.</returns>
    public int Pack(ReadOnlySpan<byte> plain, int planes, ZLibCompressionOptions level, Span<byte> packed)
    {
        // Header: deflate with a window of 32 KiB, fastest.
        packed[0] = 0x78;
        packed[1] = 0x01;
        int length = 2;
        length += level.CompressionLevel is > 0 and <= LastFastLevel
            ? PackFast(plain, planes, packed[length..])
            : Deflate(plain, level, packed[length..]);

        BinaryPrimitives.WriteUInt32BigEndian(packed[length..], Adler32.Compute(plain));
        return length + sizeof(uint);
    }

    /// <summary>Whether all byte values are about equally frequent: the chance that two bytes agree is near 1/256.</summary>
    internal static bool IsNoise(ReadOnlySpan<byte> plane)
    {
        const int SampleLength = 256;
        const int SampleEvery = 2048;
        // 1.3/256: a code by frequency would save less than 5 %.
        const double LargestChance = 1.3 / 256;
        // One sample scatters more than all of them together.
        const double LargestChanceInOne = 2 * LargestChance;

        Span<int> counts = stackalloc int[256];
        counts.Clear();
        int samples = 0;
        for (int start = 0; start + SampleLength <= plane.Length; start += SampleEvery)
        {
            foreach (byte value in plane.Slice(start, SampleLength))
                counts[value]++;
            samples += SampleLength;
            if (start == 0 && !IsEven(counts, samples, LargestChanceInOne))
                return false;
        }

        return samples >= 4 * SampleLength && IsEven(counts, samples, LargestChance);
    }

    private static bool IsEven(ReadOnlySpan<int> counts, int samples, double largestChance)
    {
        long agreeing = 0;
        foreach (int count in counts)
            agreeing += (long)count * (count - 1);
        return agreeing <= largestChance * samples * (samples - 1);
    }

    private int PackFast(ReadOnlySpan<byte> plain, int planes, Span<byte> packed)
    {
        int planeLength = plain.Length / planes;
        fixed (byte* first = plain, destination = packed)
        {
            BitWriter writer = new(destination);
            for (int i = 0; i < planes; i++)
            {
                byte* bytes = first + (i * planeLength);
                if (IsNoise(new ReadOnlySpan<byte>(bytes, planeLength)))
                    PlaneDeflater.Store(ref writer, bytes, planeLength);
                else
                    _deflater.Write(ref writer, bytes, planeLength);
            }

            PlaneDeflater.End(ref writer);
            return writer.Length;
        }
    }

    private static int Deflate(ReadOnlySpan<byte> bytes, ZLibCompressionOptions level, Span<byte> packed)
    {
        fixed (byte* first = packed)
        {
            int length = Flushed(bytes, level, first, packed.Length);
            BitWriter writer = new(first + length);
            PlaneDeflater.End(ref writer);
            return length + writer.Length;
        }
    }

    // Ends the block at a whole byte. What disposing adds, the end of a stream, is overwritten by the last block.
    private static int Flushed(ReadOnlySpan<byte> bytes, ZLibCompressionOptions level, byte* packed, int capacity)
    {
        using UnmanagedMemoryStream sink = new(packed, 0, capacity, FileAccess.Write);
        using DeflateStream deflate = new(sink, level, leaveOpen: true);
        deflate.Write(bytes);
        deflate.Flush();
        return (int)sink.Position;
    }
}
