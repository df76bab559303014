using System.Runtime.InteropServices;

namespace GpuTumor.Snapshots.Tests;

public sealed unsafe class ChunkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void ShufflingSortsBytesByPlaceAndUnshufflingUndoesIt(int elementSize)
    {
        // More elements than a vector holds, and some that fill none.
        const int Count = 333;
        byte[] source = new byte[Count * elementSize];
        new Random(elementSize).NextBytes(source);
        byte[] shuffled = new byte[source.Length];
        byte[] back = new byte[source.Length];
        fixed (byte* a = source, b = shuffled, c = back)
        {
            ByteShuffle.Shuffle(a, b, Count, elementSize);
            ByteShuffle.Unshuffle(b, Count, c, Count, elementSize);
        }

        for (int i = 0; i < Count; i++)
        {
            for (int place = 0; place < elementSize; place++)
                Assert.Equal(source[(i * elementSize) + place], shuffled[(place * Count) + i]);
        }

        Assert.Equal(source, back);
    }

    [Fact]
    public void RoundingGoesToTheNearestAndTiesGoToEven()
    {
        // With 2 bits of mantissa the numbers from 1 to 2 are 1, 1.25, 1.5, 1.75.
        float[] values =
        [
            1.12f, 1.125f, 1.13f, 1.375f, 1.99f, -1.375f, 0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
            1.12f, 1.125f, 1.13f, 1.375f, 1.99f, -1.375f, 0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
        ];
        float[] expected =
        [
            1f, 1f, 1.25f, 1.5f, 2f, -1.5f, 0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
            1f, 1f, 1.25f, 1.5f, 2f, -1.5f, 0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
        ];
        fixed (float* first = values)
            MantissaRounding.Round(first, values.Length, 2);

        Assert.Equal(MemoryMarshal.Cast<float, uint>(expected).ToArray(), MemoryMarshal.Cast<float, uint>(values).ToArray());
    }

    [Fact]
    public void ChunksOfSmallLatticesHave32VoxelsAnEdgeAndOfLargeOnes64()
    {
        Assert.Equal((32, 32, 32), Edges(ChunkGrid.For(511, 512, 512)));
        Assert.Equal((64, 64, 64), Edges(ChunkGrid.For(512, 512, 512)));
        Assert.Equal((16, 32, 4), Edges(ChunkGrid.For(16, 200, 4)));

        static (int, int, int) Edges(ChunkGrid grid) => (grid.ChunkX, grid.ChunkY, grid.ChunkZ);
    }

    [Fact]
    public void APackedChunkUnpacksEvenIfNothingCouldBeSaved()
    {
        ChunkCodec codec = new(ChunkGrid.For(32, 32, 32), 4);
        byte[] noise = new byte[codec.Bytes];
        new Random(5).NextBytes(noise);
        foreach (int level in new[] { 0, 1, 6, 9 })
        {
            noise.CopyTo(new Span<byte>(codec.Plain, codec.Bytes));
            int bytes = codec.Pack(new System.IO.Compression.ZLibCompressionOptions { CompressionLevel = level });
            Assert.Equal(noise, Unpacked(codec, bytes));
        }
    }

    [Fact]
    public void AChunkOfSmoothFloatsUnpacksAndItsNoisyBytesAreStored()
    {
        const int Edge = 32;
        ChunkCodec codec = new(ChunkGrid.For(Edge, Edge, Edge), 4);
        float[] smooth = [.. Enumerable.Range(0, Edge * Edge * Edge).Select(i => 38 / (1 + MathF.Exp(0.001f * (i / Edge) * (i % Edge))))];
        foreach (int level in new[] { 1, 4 })
        {
            MemoryMarshal.AsBytes<float>(smooth).CopyTo(new Span<byte>(codec.Plain, codec.Bytes));
            int bytes = codec.Pack(new System.IO.Compression.ZLibCompressionOptions { CompressionLevel = level });
            Assert.Equal(MemoryMarshal.AsBytes<float>(smooth).ToArray(), Unpacked(codec, bytes));
            Assert.InRange(bytes, 1, codec.Bytes);
        }
    }

    [Fact]
    public void OnlyBytesThatFollowNoPatternCountAsNoise()
    {
        byte[] noise = new byte[32768];
        new Random(3).NextBytes(noise);
        Assert.True(ZlibPacker.IsNoise(noise));
        Assert.False(ZlibPacker.IsNoise([.. noise.Select(value => (byte)(value & 0x7f))]));
        Assert.False(ZlibPacker.IsNoise(new byte[32768]));
        // Too few to tell.
        Assert.False(ZlibPacker.IsNoise(noise.AsSpan(0, 500)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(1048576)]
    public void TheChecksumIsThatOfItsDefinition(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        // The largest bytes come nearest to overflow.
        bytes.AsSpan(length / 2).Fill(255);
        uint a = 1, b = 0;
        foreach (byte value in bytes)
            (a, b) = ((a + value) % 65521, (b + ((a + value) % 65521)) % 65521);

        Assert.Equal((b << 16) | a, Adler32.Compute(bytes));
    }

    private static byte[] Unpacked(ChunkCodec codec, int packedBytes)
    {
        byte[] unpacked = new byte[codec.Bytes];
        codec.Unpack(packedBytes, ChunkFilters.Shuffle | ChunkFilters.Deflate);
        fixed (byte* first = unpacked)
            codec.Scatter(0, 0, codec.Grid.ChunkZ, first);
        return unpacked;
    }
}
