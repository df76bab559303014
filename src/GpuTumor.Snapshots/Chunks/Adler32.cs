using System.Numerics;

namespace GpuTumor.Snapshots;

/// <summary>The checksum at the end of a zlib stream: the sum of all bytes, and the sum of all these sums.</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    // As many steps as the sums of sums hold in 32 bits: 255·steps²/2 < 2³².
    private const int StepsPerBlock = 4096;

    // And in 16 bits: 255·steps·(steps − 1)/2 < 2¹⁶.
    private const int NarrowSteps = 22;

    /// <summary>Computes it.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint sum = 1, sumOfSums = 0;
        while (bytes.Length >= Vector<byte>.Count)
        {
            int steps = Math.Min(bytes.Length / Vector<byte>.Count, StepsPerBlock);
            AddBlock(bytes[..(steps * Vector<byte>.Count)], ref sum, ref sumOfSums);
            bytes = bytes[(steps * Vector<byte>.Count)..];
        }

        foreach (byte value in bytes)
        {
            sum = (sum + value) % Modulus;
            sumOfSums = (sumOfSums + sum) % Modulus;
        }

        return (sumOfSums << 16) | sum;
    }

    // Every place in the vector keeps its own two sums; byte l of the last vector is counted width − l times more.
    private static void AddBlock(ReadOnlySpan<byte> bytes, ref uint sum, ref uint sumOfSums)
    {
        int width = Vector<byte>.Count;
        Vector<uint> s0 = default, s1 = default, s2 = default, s3 = default;
        Vector<uint> t0 = default, t1 = default, t2 = default, t3 = default;
        for (int done = 0; done < bytes.Length; done += NarrowSteps * width)
        {
            ReadOnlySpan<byte> part = bytes[done..Math.Min(done + (NarrowSteps * width), bytes.Length)];
            Vector<uint> steps = new((uint)(part.Length / width));
            (t0, t1, t2, t3) = (t0 + (steps * s0), t1 + (steps * s1), t2 + (steps * s2), t3 + (steps * s3));
            AddNarrow(part, out Vector<ushort> low, out Vector<ushort> high, out Vector<ushort> lowSums, out Vector<ushort> highSums);
            AddWidened(low, ref s0, ref s1);
            AddWidened(high, ref s2, ref s3);
            AddWidened(lowSums, ref t0, ref t1);
            AddWidened(highSums, ref t2, ref t3);
        }

        ulong total = 0, weighted = 0, sums = 0;
        ReadOnlySpan<Vector<uint>> places = [s0, s1, s2, s3];
        ReadOnlySpan<Vector<uint>> sumsOfPlaces = [t0, t1, t2, t3];
        for (int l = 0; l < width; l++)
        {
            uint place = places[l / Vector<uint>.Count][l % Vector<uint>.Count];
            total += place;
            weighted += (ulong)(width - l) * place;
            sums += sumsOfPlaces[l / Vector<uint>.Count][l % Vector<uint>.Count];
        }

        sumOfSums = (uint)((sumOfSums + ((ulong)sum * (ulong)bytes.Length) + ((ulong)width * sums) + weighted) % Modulus);
        sum = (uint)((sum + total) % Modulus);
    }

    private static void AddNarrow(
        ReadOnlySpan<byte> bytes, out Vector<ushort> low, out Vector<ushort> high, out Vector<ushort> lowSums, out Vector<ushort> highSums)
    {
        Vector<ushort> s0 = default, s1 = default, t0 = default, t1 = default;
        for (int i = 0; i < bytes.Length; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out Vector<ushort> v0, out Vector<ushort> v1);
            (t0, t1) = (t0 + s0, t1 + s1);
            (s0, s1) = (s0 + v0, s1 + v1);
        }

        (low, high, lowSums, highSums) = (s0, s1, t0, t1);
    }

    private static void AddWidened(Vector<ushort> values, ref Vector<uint> low, ref Vector<uint> high)
    {
        Vector.Widen(values, out Vector<uint> first, out Vector<uint> second);
        low += first;
        high += second;
    }
}
