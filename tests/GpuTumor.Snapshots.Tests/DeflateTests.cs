using System.IO.Compression;

namespace GpuTumor.Snapshots.Tests;

/// <summary>What the fast levels pack, any zlib unpacks.</summary>
public sealed class DeflateTests
{
    private static readonly (string Name, Func<Random, int, byte> At)[] _patterns =
    [
        ("zeros", (_, _) => 0),
        ("one value", (_, _) => 200),
        ("noise", (random, _) => (byte)random.Next(256)),
        ("few values", (random, _) => (byte)(8 * random.Next(5))),
        // Frequencies that halve from value to value: codes would become longer than deflate allows.
        ("steep", (random, _) => (byte)Math.Min(30, -Math.Log2(1 - random.NextDouble()))),
        ("rare events", (random, _) => (byte)(random.Next(300) == 0 ? random.Next(256) : 0)),
        ("rows", (_, i) => (byte)((i & 31) * 7)),
        ("planes", (_, i) => (byte)(((i & 1023) * 2654435761u) >> 24)),
        ("runs", (_, i) => (byte)(((i / 300) * 2654435761u) >> 24)),
        ("alternating", (_, i) => (byte)(i & 1)),
    ];

    public static TheoryData<string> Patterns => [.. _patterns.Select(pattern => pattern.Name)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void WhatIsPackedFastUnpacksAnywhere(string pattern)
    {
        Func<Random, int, byte> at = _patterns.Single(candidate => candidate.Name == pattern).At;
        foreach (ChunkGrid grid in new[] { ChunkGrid.For(32, 32, 32), ChunkGrid.For(600, 600, 600), ChunkGrid.For(4, 5, 7), ChunkGrid.For(33, 17, 9) })
        {
            foreach (int elementSize in new[] { 1, 2, 4 })
            {
                Random random = new(grid.ChunkVoxels + elementSize);
                byte[] plain = new byte[grid.ChunkVoxels * elementSize];
                for (int i = 0; i < plain.Length; i++)
                    plain[i] = at(random, i);
                Assert.Equal(plain, Unpacked(Packed(grid, plain, elementSize), plain.Length));
            }
        }
    }

    [Fact]
    public void NothingGrowsByMoreThanItsHeaders()
    {
        var grid = ChunkGrid.For(32, 32, 32);
        byte[] noise = new byte[grid.ChunkVoxels];
        new Random(1).NextBytes(noise);
        Assert.InRange(Packed(grid, noise, 1).Length, noise.Length, noise.Length + 32);
        Assert.InRange(Packed(grid, new byte[grid.ChunkVoxels], 1).Length, 1, 100);
    }

    [Fact]
    public void ACodeFillsTheWholeSpaceOfCodesAndNoneIsTooLong()
    {
        const int Longest = 9;
        HuffmanCode code = new(40, Longest);
        // Each as frequent as the two before together: the steepest there is.
        uint[] counts = new uint[40];
        (counts[0], counts[1]) = (1, 1);
        for (int i = 2; i < counts.Length; i++)
            counts[i] = counts[i - 1] + counts[i - 2];
        code.Build(counts);

        Assert.All(code.Lengths.ToArray(), length => Assert.InRange(length, 1, Longest));
        Assert.Equal(1 << Longest, code.Lengths.ToArray().Sum(length => 1 << (Longest - length)));
    }

    [Fact]
    public void ACodeOfOneSymbolHasTwo()
    {
        HuffmanCode code = new(30, 14);
        uint[] counts = new uint[30];
        counts[17] = 5;
        code.Build(counts);
        Assert.Equal((1, 1), (code.LengthOf(0), code.LengthOf(17)));
    }

    private static byte[] Packed(ChunkGrid grid, byte[] plain, int planes)
    {
        ZlibPacker packer = new(grid.ChunkX, grid.ChunkX * grid.ChunkY, grid.ChunkVoxels);
        byte[] packed = new byte[(plain.Length * 2) + 4096];
        int length = packer.Pack(plain, planes, new ZLibCompressionOptions { CompressionLevel = 1 }, packed);
        return packed[..length];
    }

    // The checksum is compared at the end.
    private static byte[] Unpacked(byte[] packed, int length)
    {
        using ZLibStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
        byte[] plain = new byte[length];
        stream.ReadExactly(plain);
        Assert.Equal(-1, stream.ReadByte());
        return plain;
    }
}
