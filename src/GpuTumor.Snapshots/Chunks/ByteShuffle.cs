using System.Numerics;

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

    /// <summary>Puts the elements together again.</summary>
    /// <inheritdoc cref="Shuffle" path="/param"/>
    public static void Unshuffle(byte* source, byte* destination, int count, int elementSize)
    {
        int done = elementSize switch
        {
            2 => UnshufflePairs(source, (ushort*)destination, count),
            4 => UnshuffleQuads(source, (uint*)destination, count),
            _ => 0,
        };
        for (int place = 0; place < elementSize; place++)
        {
            for (int i = done; i < count; i++)
                destination[(i * elementSize) + place] = source[(place * count) + i];
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

    private static int UnshufflePairs(byte* source, ushort* destination, int count)
    {
        int i = 0;
        for (; i + Vector<byte>.Count <= count; i += Vector<byte>.Count)
        {
            Join(Vector.Load(source + i), Vector.Load(source + count + i), out Vector<ushort> a, out Vector<ushort> b);
            a.Store(destination + i);
            b.Store(destination + i + Vector<ushort>.Count);
        }

        return i;
    }

    private static int UnshuffleQuads(byte* source, uint* destination, int count)
    {
        int i = 0;
        for (; i + Vector<byte>.Count <= count; i += Vector<byte>.Count)
        {
            Join(Vector.Load(source + i), Vector.Load(source + count + i), out Vector<ushort> low, out Vector<ushort> lowNext);
            Join(
                Vector.Load(source + (2 * count) + i), Vector.Load(source + (3 * count) + i),
                out Vector<ushort> high, out Vector<ushort> highNext);
            StoreJoined(low, high, destination + i);
            StoreJoined(lowNext, highNext, destination + i + Vector<ushort>.Count);
        }

        return i;
    }

    private static void Join(Vector<byte> low, Vector<byte> high, out Vector<ushort> first, out Vector<ushort> second)
    {
        Vector.Widen(low, out Vector<ushort> lowFirst, out Vector<ushort> lowSecond);
        Vector.Widen(high, out Vector<ushort> highFirst, out Vector<ushort> highSecond);
        first = lowFirst | (highFirst << 8);
        second = lowSecond | (highSecond << 8);
    }

    private static void StoreJoined(Vector<ushort> low, Vector<ushort> high, uint* destination)
    {
        Vector.Widen(low, out Vector<uint> lowFirst, out Vector<uint> lowSecond);
        Vector.Widen(high, out Vector<uint> highFirst, out Vector<uint> highSecond);
        (lowFirst | (highFirst << 16)).Store(destination);
        (lowSecond | (highSecond << 16)).Store(destination + Vector<uint>.Count);
    }
}
