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
    private ZlibUnpacker? _unpacker;
    private bool _isShuffled;
    private (byte Value, byte[] Packed)? _uniform;

    /// <summary>A codec for the chunks of a lattice.</summary>
    public ChunkCodec(ChunkGrid grid, int elementSize)
    {
        (Grid, ElementSize) = (grid, elementSize);
        PackedCapacity = Bytes + (Bytes / 4) + Overhead;
        _buffers = [
            Buffer(Bytes + ZlibUnpacker.PlainSlack), Buffer(Bytes + ZlibUnpacker.PlainSlack), Buffer(PackedCapacity + ZlibUnpacker.PackedSlack),
        ];
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

    /// <summary>Unpacks <see cref="Packed"/>; <see cref="Scatter"/> says where the elements go.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="Pack"/> made: the file is damaged.</exception>
    public void Unpack(int packedBytes, ChunkFilters filters)
    {
        if (packedBytes > PackedCapacity)
            throw new InvalidDataException($"a chunk of {Bytes} bytes takes {packedBytes}");
        _isShuffled = filters.HasFlag(ChunkFilters.Shuffle) && ElementSize > 1;
        byte* inflated = _isShuffled ? _shuffled : Plain;
        if (filters.HasFlag(ChunkFilters.Deflate))
            (_unpacker ??= new ZlibUnpacker()).Unpack(Packed, packedBytes, inflated, Bytes);
        else if (packedBytes == Bytes)
            new ReadOnlySpan<byte>(Packed, Bytes).CopyTo(new Span<byte>(inflated, Bytes));
        else
            throw new InvalidDataException($"a chunk of {Bytes} bytes has {packedBytes}");
    }

    /// <summary>Copies planes of the chunk that was unpacked into the lattice.</summary>
    /// <inheritdoc cref="ChunkGrid.Scatter" path="/param"/>
    public void Scatter(int index, int firstPlane, int count, byte* destination)
    {
        if (_isShuffled)
            Grid.ScatterShuffled(_shuffled, index, firstPlane, count, ElementSize, destination);
        else
            Grid.Scatter(Plain, index, firstPlane, count, ElementSize, destination);
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
}
