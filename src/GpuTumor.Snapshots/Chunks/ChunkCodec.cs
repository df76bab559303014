using System.IO.Compression;
using System.Runtime.InteropServices;

namespace GpuTumor.Snapshots;

/// <summary>Shuffles and deflates one chunk, or undoes it. Holds the buffers of one thread.</summary>
internal sealed unsafe class ChunkCodec : IDisposable
{
    // Deflate codes any byte in at most 9 bits; headers and checksum fit in the rest.
    private const int Overhead = 4096;

    private readonly int _voxels;
    private readonly int _elementSize;
    private readonly byte* _shuffled;
    private readonly ZlibPacker _packer;

    /// <summary>A codec for the chunks of a lattice.</summary>
    public ChunkCodec(ChunkGrid grid, int elementSize)
    {
        (_voxels, _elementSize) = (grid.ChunkVoxels, elementSize);
        _packer = new ZlibPacker(grid.ChunkX, grid.ChunkX * grid.ChunkY, grid.ChunkVoxels);
        PackedCapacity = Bytes + (Bytes / 4) + Overhead;
        Plain = (byte*)NativeMemory.Alloc((nuint)Bytes);
        _shuffled = (byte*)NativeMemory.Alloc((nuint)Bytes);
        Packed = (byte*)NativeMemory.Alloc((nuint)PackedCapacity);
    }

    /// <summary>Bytes of a plain chunk.</summary>
    public int Bytes => _voxels * _elementSize;

    /// <summary>The chunk as elements.</summary>
    public byte* Plain { get; }

    /// <summary>The chunk as stored.</summary>
    public byte* Packed { get; }

    /// <summary>The most bytes that a stored chunk may have.</summary>
    public int PackedCapacity { get; }

    /// <summary>Packs <see cref="Plain"/> into <see cref="Packed"/> and returns the bytes taken there.</summary>
    public int Pack(ZLibCompressionOptions level)
        => _packer.Pack(
            new ReadOnlySpan<byte>(Shuffled(), Bytes), _elementSize, level, new Span<byte>(Packed, PackedCapacity));

    /// <summary>Unpacks <see cref="Packed"/> into <see cref="Plain"/>.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="Pack"/> made: the file is damaged.</exception>
    public void Unpack(int packedBytes, ChunkFilters filters)
    {
        if (packedBytes > PackedCapacity)
            throw new InvalidDataException($"a chunk of {Bytes} bytes takes {packedBytes}");
        bool isShuffled = filters.HasFlag(ChunkFilters.Shuffle) && _elementSize > 1;
        Span<byte> inflated = new(isShuffled ? _shuffled : Plain, Bytes);
        Inflate(packedBytes, filters, inflated);
        if (isShuffled)
            ByteShuffle.Unshuffle(_shuffled, Plain, _voxels, _elementSize);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(Plain);
        NativeMemory.Free(_shuffled);
        NativeMemory.Free(Packed);
    }

    private byte* Shuffled()
    {
        if (_elementSize == 1)
            return Plain;
        ByteShuffle.Shuffle(Plain, _shuffled, _voxels, _elementSize);
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
