namespace GpuTumor.Snapshots;

/// <summary>Writes bits as deflate orders them: the first into the lowest place of a byte.</summary>
/// <param name="destination">Takes them, and up to seven bytes beyond that hold nothing yet.</param>
internal unsafe ref struct BitWriter(byte* destination)
{
    private readonly byte* _start = destination;
    private byte* _next = destination;
    private ulong _bits;
    private int _count;

    /// <summary>Bytes begun so far.</summary>
    public readonly int Length => (int)(_next - _start) + ((_count + 7) / 8);

    /// <summary>Writes up to 56 bits.</summary>
    public void Write(ulong bits, int count)
    {
        _bits |= bits << _count;
        _count += count;
        Settle();
    }

    /// <summary>Writes the codes of bytes one after another.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many.</param>
    /// <param name="codes">The code of each byte in the low half, of up to 14 bits, and its length in the high half.</param>
    public void WriteCodes(byte* bytes, int count, uint* codes)
    {
        // Kept in registers: the seven bits that may be left of before, and four codes, fit.
        ulong bits = _bits;
        int filled = _count;
        byte* next = _next;
        int i = 0;
        for (; i + 4 <= count; i += 4)
        {
            uint a = codes[bytes[i]], b = codes[bytes[i + 1]], c = codes[bytes[i + 2]], d = codes[bytes[i + 3]];
            bits |= (ulong)(ushort)a << filled;
            filled += (int)(a >> 16);
            bits |= (ulong)(ushort)b << filled;
            filled += (int)(b >> 16);
            bits |= (ulong)(ushort)c << filled;
            filled += (int)(c >> 16);
            bits |= (ulong)(ushort)d << filled;
            filled += (int)(d >> 16);
            *(ulong*)next = bits;
            next += filled >> 3;
            bits >>= filled & ~7;
            filled &= 7;
        }

        _bits = bits;
        _count = filled;
        _next = next;
        for (; i < count; i++)
            Write((ushort)codes[bytes[i]], (int)(codes[bytes[i]] >> 16));
    }

    /// <summary>Goes to the next whole byte.</summary>
    public void Align()
    {
        _count = (_count + 7) & ~7;
        Settle();
    }

    /// <summary>Writes whole bytes, from a whole byte on.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(_next, bytes.Length));
        _next += bytes.Length;
    }

    private void Settle()
    {
        *(ulong*)_next = _bits;
        _next += _count >> 3;
        _bits >>= _count & ~7;
        _count &= 7;
    }
}
