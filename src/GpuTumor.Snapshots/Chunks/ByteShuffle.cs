using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuTumor.Snapshots;

/// <summary>HDF5's shuffle filter: the first bytes of all elements, then the second bytes, and so on, which deflate packs better.</summary>
internal static unsafe class ByteShuffle
{
    /// <summary>Sorts bytes by their place in the element.</summary>
    /// <param name="source">Elements.</param>
    /// <param name="destination">As many bytes.</param>
    /// <param name="count">Elements.</param>
    /// <param name="elementSize">1, 2 or 4 bytes.</param>
    public static void Shuffle(byte* source, byte* destination, int count, int elementSize)
    {
        int done = elementSize switch
        {
            2 => ShufflePairs((ushort*)source, destination, count),
            4 => ShuffleQuads((uint*)source, destination, count),
            _ => 0,
        };
        for (int place = 0; place < elementSize; place++)
        {
            for (int i = done; i < count; i++)
                destination[(place * count) + i] = source[(i * elementSize) + place];
        }
    }

    /// <summary>Puts elements together again.</summary>
    /// <param name="source">The first bytes of the elements.</param>
    /// <param name="stride">How far behind these their second bytes begin, and so on.</param>
    /// <param name="destination">Takes the elements.</param>
    /// <param name="count">Elements.</param>
    /// <param name="elementSize">1, 2 or 4 bytes.</param>
    public static void Unshuffle(byte* source, int stride, byte* destination, int count, int elementSize)
    {
        int done = elementSize switch
        {
            2 => UnshufflePairs(source, stride, (ushort*)destination, count),
            4 => UnshuffleQuads(source, stride, (uint*)destination, count),
            _ => 0,
        };
        for (int i = done; i < count; i++)
        {
            for (int place = 0; place < elementSize; place++)
                destination[(i * elementSize) + place] = source[(place * stride) + i];
        }
    }

    private static int ShufflePairs(ushort* source, byte* destination, int count)
    {
        int i = 0;
        for (; i + Vector<byte>.Count <= count; i += Vector<byte>.Count)
        {
            Vector<ushort> a = Vector.Load(source + i);
            Vector<ushort> b = Vector.Load(source + i + Vector<ushort>.Count);
            Vector.Narrow(a, b).Store(destination + i);
            Vector.Narrow(a >>> 8, b >>> 8).Store(destination + count + i);
        }

        return i;
    }

    private static int ShuffleQuads(uint* source, byte* destination, int count)
    {
        int i = 0;
        for (; i + Vector<byte>.Count <= count; i += Vector<byte>.Count)
        {
            Vector<uint> a = Vector.Load(source + i);
            Vector<uint> b = Vector.Load(source + i + Vector<uint>.Count);
            Vector<uint> c = Vector.Load(source + i + (2 * Vector<uint>.Count));
            Vector<uint> d = Vector.Load(source + i + (3 * Vector<uint>.Count));
            Vector<ushort> low = Vector.Narrow(a, b);
            Vector<ushort> lowNext = Vector.Narrow(c, d);
            Vector<ushort> high = Vector.Narrow(a >>> 16, b >>> 16);
            Vector<ushort> highNext = Vector.Narrow(c >>> 16, d >>> 16);
            Vector.Narrow(low, lowNext).Store(destination + i);
            Vector.Narrow(low >>> 8, lowNext >>> 8).Store(destination + count + i);
            Vector.Narrow(high, highNext).Store(destination + (2 * count) + i);
            Vector.Narrow(high >>> 8, highNext >>> 8).Store(destination + (3 * count) + i);
        }

        return i;
    }

    private static int UnshufflePairs(byte* source, int stride, ushort* destination, int count)
    {
        int i = 0;
        for (; i + Vector128<byte>.Count <= count; i += Vector128<byte>.Count)
        {
            Join(Vector128.Load(source + i), Vector128.Load(source + stride + i), out Vector128<ushort> first, out Vector128<ushort> second);
            first.Store(destination + i);
            second.Store(destination + i + Vector128<ushort>.Count);
        }

        return i;
    }

    private static int UnshuffleQuads(byte* source, int stride, uint* destination, int count)
    {
        int i = 0;
        for (; i + Vector128<byte>.Count <= count; i += Vector128<byte>.Count)
        {
            byte* bytes = source + i;
            Join(Vector128.Load(bytes), Vector128.Load(bytes + stride), out Vector128<ushort> low, out Vector128<ushort> lowNext);
            Join(
                Vector128.Load(bytes + (2 * stride)), Vector128.Load(bytes + (3 * stride)),
                out Vector128<ushort> high, out Vector128<ushort> highNext);
            StoreJoined(low, high, destination + i);
            StoreJoined(lowNext, highNext, destination + i + Vector128<ushort>.Count);
        }

        return i;
    }

    // One instruction each where the processor has it.
    private static void Join(Vector128<byte> low, Vector128<byte> high, out Vector128<ushort> first, out Vector128<ushort> second)
    {
        if (Sse2.IsSupported)
        {
            first = Sse2.UnpackLow(low, high).AsUInt16();
            second = Sse2.UnpackHigh(low, high).AsUInt16();
            return;
        }

        first = Vector128.WidenLower(low) | (Vector128.WidenLower(high) << 8);
        second = Vector128.WidenUpper(low) | (Vector128.WidenUpper(high) << 8);
    }

    private static void StoreJoined(Vector128<ushort> low, Vector128<ushort> high, uint* destination)
    {
        if (Sse2.IsSupported)
        {
            Sse2.UnpackLow(low, high).AsUInt32().Store(destination);
            Sse2.UnpackHigh(low, high).AsUInt32().Store(destination + Vector128<uint>.Count);
            return;
        }

        (Vector128.WidenLower(low) | (Vector128.WidenLower(high) << 16)).Store(destination);
        (Vector128.WidenUpper(low) | (Vector128.WidenUpper(high) << 16)).Store(destination + Vector128<uint>.Count);
    }
}
