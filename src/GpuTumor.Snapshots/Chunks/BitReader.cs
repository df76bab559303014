using System.Runtime.CompilerServices;

namespace GpuTumor.Snapshots;

/// <summary>Reads bits as deflate orders them: the lowest place of a byte first.</summary>
/// <param name="source">Where they lie; <see cref="Slack"/> bytes behind the last may be read too.</param>
/// <param name="length">Bytes that hold bits.</param>
internal unsafe struct BitReader(byte* source, int length)
{
    /// <summary>Bytes behind the last that are looked at, whatever they hold.</summary>
    public const int Slack = 16;

    /// <summary>Bits that there are at least after <see cref="Fill"/>.</summary>
    public const int Filled = 56;

    private readonly byte* _end = source + length;
    private byte* _next = source;
    private ulong _bits;
    private int _count;

    /// <summary>The next bits, the first lowest.</summary>
    public readonly ulong Bits => _bits;

    /// <summary>Makes sure that <see cref="Filled"/> bits are at hand, those behind the last byte holding anything.</summary>
    /// <exception cref="InvalidDataException">More was taken than there is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill()
    {
        if (_next > _end + (sizeof(ulong) - 1))
            throw EndsTooEarly();
        _bits |= *(ulong*)_next << _count;
        // As many whole bytes as there was room for; the bits of a byte begun are read again.
        _next += (63 - _count) >> 3;
        _count |= Filled;
    }

    /// <summary>Takes bits that are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int bits)
    {
        _bits >>= bits;
        _count -= bits;
    }

    /// <summary>Takes up to 32 bits that are at hand as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Take(int bits)
    {
        uint taken = (uint)(_bits & ((1ul << bits) - 1));
        Skip(bits);
        return taken;
    }

    /// <summary>Goes to the next whole byte and copies bytes from there.</summary>
    /// <exception cref="InvalidDataException">There are not as many.</exception>
    public void CopyBytes(byte* destination, int count)
    {
        _next -= _count >> 3;
        (_bits, _count) = (0, 0);
        if (count > _end - _next)
            throw EndsTooEarly();
        new ReadOnlySpan<byte>(_next, count).CopyTo(new Span<byte>(destination, count));
        _next += count;
    }

    private static InvalidDataException EndsTooEarly() => new("a chunk ends too early");
}
