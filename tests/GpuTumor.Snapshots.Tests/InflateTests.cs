using System.Buffers.Binary;
using System.IO.Compression;

namespace GpuTumor.Snapshots.Tests;

/// <summary>What any zlib packs is unpacked, and what is damaged is refused as zlib does.</summary>
public sealed unsafe class InflateTests
{
    private const int Length = 20000;

    private static readonly Func<Random, int, byte>[] _patterns =
    [
        (_, _) => 7,
        (random, _) => (byte)random.Next(256),
        (random, _) => (byte)Math.Min(40, -Math.Log2(1 - random.NextDouble()) * 2),
        (random, i) => (byte)(random.Next(50) == 0 ? random.Next(256) : i / 100),
        (random, i) => (byte)"oxygen glucose "[(i + (random.Next(20) == 0 ? 1 : 0)) % 15],
        (random, i) => (byte)((i % 4096) < 3000 ? i * 31 >> 3 : random.Next(4)),
        // Frequencies that fall so steeply that codes have up to 15 bits.
        (random, i) => (byte)Math.Min(255, Math.Pow(random.NextDouble(), -1.2)),
    ];

    public static TheoryData<int, ZLibCompressionStrategy> Kinds
    {
        get
        {
            TheoryData<int, ZLibCompressionStrategy> kinds = [];
            foreach (int level in new[] { 0, 1, 6, 9 })
            {
                foreach (ZLibCompressionStrategy strategy in Enum.GetValues<ZLibCompressionStrategy>())
                    kinds.Add(level, strategy);
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatTheSystemPacksIsUnpacked(int level, ZLibCompressionStrategy strategy)
    {
        foreach (Func<Random, int, byte> pattern in _patterns)
        {
            foreach (int length in new[] { 1, 2, 31, 259, Length, 150000 })
            {
                byte[] plain = Plain(pattern, length);
                Assert.Equal(plain, Unpacked(Packed(plain, level, strategy), length));
            }
        }
    }

    [Fact]
    public void AStreamCutShortIsRefusedWhereverItWasCut()
    {
        foreach (Func<Random, int, byte> pattern in _patterns)
        {
            byte[] packed = Packed(Plain(pattern, Length), 6, ZLibCompressionStrategy.Default);
            int step = Math.Max(1, packed.Length / 200);
            for (int length = 0; length < packed.Length; length += step)
                Assert.Throws<InvalidDataException>(() => Unpacked(packed[..length], Length));
            Assert.Throws<InvalidDataException>(() => Unpacked(packed[..^1], Length));
        }
    }

    [Theory]
    [InlineData(Length - 1)]
    [InlineData(Length + 1)]
    [InlineData(1)]
    public void AStreamOfAnotherLengthIsRefused(int length)
    {
        foreach (Func<Random, int, byte> pattern in _patterns)
        {
            foreach (int level in new[] { 0, 6 })
            {
                byte[] packed = Packed(Plain(pattern, Length), level, ZLibCompressionStrategy.Default);
                Assert.Throws<InvalidDataException>(() => Unpacked(packed, length));
            }
        }
    }

    [Theory]
    [InlineData("a header of another method", "7701")]
    [InlineData("a header that does not divide", "7802")]
    [InlineData("a dictionary", "7820")]
    [InlineData("a block of an unknown kind", "780107")]
    [InlineData("a stored block of two lengths", "780101050000000000000000000001")]
    [InlineData("a repeat before the first byte", "780103021200000000000000")]
    [InlineData("too many distances", "7801fdffffffffffffffffffffffffff")]
    public void WhatIsNoStreamIsRefused(string what, string hexadecimal)
        => Assert.False(string.IsNullOrEmpty(Assert.Throws<InvalidDataException>(() => Unpacked(Convert.FromHexString(hexadecimal), 5)).Message), what);

    [Fact]
    public void DamageIsSeenWhereTheSystemSeesIt()
    {
        Random random = new(11);
        (int refused, int taken) = (0, 0);
        for (int trial = 0; trial < 6000; trial++)
        {
            byte[] plain = Plain(_patterns[trial % _patterns.Length], random.Next(1, 600));
            byte[] packed = Packed(plain, random.Next(1, 10), (ZLibCompressionStrategy)random.Next(5));
            for (int damages = random.Next(1, 4); damages > 0; damages--)
                packed[random.Next(2, packed.Length - 4)] ^= (byte)(1 << random.Next(8));

            if (UnpackedBySystem(packed) is { } expected)
            {
                taken++;
                Assert.Equal(expected, Unpacked(packed, expected.Length));
            }
            else
            {
                refused++;
                Assert.Throws<InvalidDataException>(() => Unpacked(packed, plain.Length));
            }
        }

        Assert.InRange(refused, 500, 5500);
        Assert.InRange(taken, 500, 5500);
    }

    [Fact]
    public void NoiseIsNeverUnpackedAndNeverHangs()
    {
        Random random = new(12);
        byte[] noise = new byte[300];
        for (int trial = 0; trial < 20000; trial++)
        {
            random.NextBytes(noise);
            (noise[0], noise[1]) = (0x78, 0x9c);
            Assert.Throws<InvalidDataException>(() => Unpacked(noise, 1 + random.Next(4000)));
        }
    }

    private static byte[] Plain(Func<Random, int, byte> pattern, int length)
    {
        Random random = new(length);
        return [.. Enumerable.Range(0, length).Select(i => pattern(random, i))];
    }

    private static byte[] Packed(byte[] plain, int level, ZLibCompressionStrategy strategy)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, new ZLibCompressionOptions { CompressionLevel = level, CompressionStrategy = strategy }))
            stream.Write(plain);
        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] packed, int length)
    {
        byte[] source = new byte[packed.Length + ZlibUnpacker.PackedSlack];
        packed.CopyTo(source, 0);
        // What lies behind must not matter, and stays as it is but for the slack.
        source.AsSpan(packed.Length).Fill(0xa5);
        byte[] destination = new byte[length + ZlibUnpacker.PlainSlack + 1];
        destination[^1] = 0x5a;
        try
        {
            fixed (byte* from = source, to = destination)
                new ZlibUnpacker().Unpack(from, packed.Length, to, length);
        }
        finally
        {
            Assert.Equal(0x5a, destination[^1]);
        }

        return destination[..length];
    }

    // Puts the checksum right first, which would tell all damage alike. Null if the system finds any.
    private static byte[]? UnpackedBySystem(byte[] packed)
    {
        try
        {
            byte[] plain = ReadAll(new DeflateStream(new MemoryStream(packed, 2, packed.Length - 6), CompressionMode.Decompress));
            BinaryPrimitives.WriteUInt32BigEndian(packed.AsSpan(packed.Length - 4), Adler32.Compute(plain));
            byte[] checkedPlain = ReadAll(new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress));
            // The system passes over a stream that breaks off: then what stands for the checksum does not matter.
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] wrong = [.. packed];
                wrong[^1] ^= (byte)(1 << bit);
                if (IsUnpackedBySystem(wrong))
                    return null;
            }

            return checkedPlain;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsUnpackedBySystem(byte[] packed)
    {
        try
        {
            ReadAll(new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress));
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using MemoryStream all = new();
        using (stream)
            stream.CopyTo(all);
        return all.ToArray();
    }
}
