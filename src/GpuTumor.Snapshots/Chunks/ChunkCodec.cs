using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuTumor.Snapshots;

/// <summary>Shuffles and deflates one chunk, or undoes it. Holds the buffers of one thread.</summary>
internal sealed unsafe class ChunkCodec
{
    // Deflate codes any byte in at most 9 bits; headers and checksum fit in the rest.
    private const int Overhead = 4096;

    private readonly byte* _shuffled;
    // Pinned, and kept alive by being named here.
    private readonly byte[][] _buffers;
    private ZlibPacker? _packer;
    private (byte Value, byte[] Packed)? _uniform;

    /// <summary>A codec for the chunks of a lattice.</summary>
    public ChunkCodec(ChunkGrid grid, int elementSize)
    {
        (Grid, ElementSize) = (grid, elementSize);
        PackedCapacity = Bytes + (Bytes / 4) + Overhead;
        _buffers = [Buffer(Bytes), Buffer(Bytes), Buffer(PackedCapacity)];
        Plain = First(0);
        _shuffled = First(1);
        Packed = First(2);
    }

    /// <summary>How the lattice is cut.</summary>
    public ChunkGrid Grid { get; }

    /// <summary>Bytes of an element.</summary>
    public int ElementSize { get; }

    /// <summary>Bytes of a plain chunk.</summary>
    public int Bytes => Grid.ChunkVoxels * ElementSize;

    /// <summary>The chunk as elements.</summary>
    public byte* Plain { get; }

    /// <summary>The chunk as stored.</summary>
    public byte* Packed { get; }

    /// <summary>The most bytes that a stored chunk may have.</summary>
    public int PackedCapacity { get; }

    /// <summary>Packs <see cref="Plain"/> into <see cref="Packed"/> and returns the bytes taken there.</summary>
    public int Pack(ZLibCompressionOptions level)
    {
        ReadOnlySpan<byte> plain = new(Plain, Bytes);
        // Most chunks of a map of cells hold no cell: what was packed for one serves for the next.
        bool isUniform = plain.IndexOfAnyExcept(plain[0]) < 0;
        if (isUniform && _uniform is { } known && known.Value == plain[0])
        {
            known.Packed.CopyTo(new Span<byte>(Packed, PackedCapacity));
            return known.Packed.Length;
        }

        _packer ??= new ZlibPacker(Grid.ChunkX, Grid.ChunkX * Grid.ChunkY, Grid.ChunkVoxels);
        int length = _packer.Pack(new ReadOnlySpan<byte>(Shuffled(), Bytes), ElementSize, level, new Span<byte>(Packed, PackedCapacity));
        if (isUniform)
            _uniform = (plain[0], new ReadOnlySpan<byte>(Packed, length).ToArray());
        return length;
    }

    /// <summary>Unpacks <see cref="Packed"/> into <see cref="Plain"/>.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="Pack"/> made: the file is damaged.</exception>
    public void Unpack(int packedBytes, ChunkFilters filters)
    {
        if (packedBytes > PackedCapacity)
            throw new InvalidDataException($"a chunk of {Bytes} bytes takes {packedBytes}");
        bool isShuffled = filters.HasFlag(ChunkFilters.Shuffle) && ElementSize > 1;
        Span<byte> inflated = new(isShuffled ? _shuffled : Plain, Bytes);
        Inflate(packedBytes, filters, inflated);
        if (isShuffled)
            ByteShuffle.Unshuffle(_shuffled, Plain, Grid.ChunkVoxels, ElementSize);
    }

    private static byte[] Buffer(int bytes) => GC.AllocateUninitializedArray<byte>(bytes, pinned: true);

    private byte* First(int buffer) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffers[buffer]));

    private byte* Shuffled()
    {
        if (ElementSize == 1)
            return Plain;
        ByteShuffle.Shuffle(Plain, _shuffled, Grid.ChunkVoxels, ElementSize);
        return _shuffled;
    }

    private void Inflate(int packedBytes, ChunkFilters filters, Span<byte> destination)
    {
        if (!filters.HasFlag(ChunkFilters.Deflate))
        {
            if (packedBytes != destination.Length)
                throw new InvalidDataException($"a chunk of {destination.Length} bytes has {packedBytes}");
            new ReadOnlySpan<byte>(Packed, packedBytes).CopyTo(destination);
            return;
        }

        using UnmanagedMemoryStream source = new(Packed, packedBytes);
        using ZLibStream inflate = new(source, CompressionMode.Decompress);
        inflate.ReadExactly(destination);
        // The checksum is compared at the end of the stream only.
        if (inflate.ReadByte() >= 0)
            throw new InvalidDataException("a chunk is longer than it should be");
    }
}
