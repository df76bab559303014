using System.Numerics;
using System.Runtime.Intrinsics;

namespace GpuTumor.Metrics;

/// <summary>A set of voxels of an Nx × Ny × Nz lattice, one bit each: 128 MiB for 1024³. Outside the lattice nothing is set.</summary>
/// <remarks>A row along x is a whole number of 64-bit words; bits past Nx are always zero.</remarks>
public sealed class VoxelMask
{
    private readonly ulong[] _words;

    /// <summary>An empty set.</summary>
    public VoxelMask(int nx, int ny, int nz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nx);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ny);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nz);
        (Nx, Ny, Nz) = (nx, ny, nz);
        WordsPerRow = (nx + 63) / 64;
        _words = new ulong[checked((long)WordsPerRow * ny * nz)];
    }

    /// <summary>Voxels along x.</summary>
    public int Nx { get; }

    /// <summary>Voxels along y.</summary>
    public int Ny { get; }

    /// <summary>Voxels along z.</summary>
    public int Nz { get; }

    /// <summary>64-bit words of a row along x.</summary>
    public int WordsPerRow { get; }

    /// <summary>The bits of the last word of a row that are inside the lattice.</summary>
    public ulong LastWordBits => Nx % 64 == 0 ? ulong.MaxValue : (1ul << (Nx % 64)) - 1;

    /// <summary>Whether a voxel is in the set; false outside the lattice.</summary>
    public bool this[int x, int y, int z]
    {
        get => (uint)x < (uint)Nx && (uint)y < (uint)Ny && (uint)z < (uint)Nz
            && (Row(y, z)[x >> 6] >> (x & 63) & 1) != 0;
        set
        {
            ref ulong word = ref Row(y, z)[x >> 6];
            ulong bit = 1ul << (x & 63);
            word = value ? word | bit : word & ~bit;
        }
    }

    /// <summary>The words of a row along x; bit i of word w is the voxel x = 64·w + i.</summary>
    public Span<ulong> Row(int y, int z) => _words.AsSpan((int)((y + ((long)Ny * z)) * WordsPerRow), WordsPerRow);

    /// <summary>Voxels in the set.</summary>
    public long Count()
    {
        long count = 0;
        Parallel.For(
            0,
            Nz,
            () => 0L,
            (z, _, sum) => sum + CountWords(PlaneWords(z)),
            sum => Interlocked.Add(ref count, sum));
        return count;
    }

    /// <summary>The smallest box around the set; empty if the set is.</summary>
    public VoxelBox Bounds()
    {
        int x0 = Nx, y0 = Ny, z0 = Nz, x1 = -1, y1 = -1, z1 = -1;
        for (int z = 0; z < Nz; z++)
        {
            if (PlaneWords(z).IndexOfAnyExcept(0ul) < 0)
                continue;
            (z0, z1) = (Math.Min(z0, z), z);
            for (int y = 0; y < Ny; y++)
            {
                int first = FirstInRow(y, z);
                if (first < 0)
                    continue;
                (y0, y1) = (Math.Min(y0, y), Math.Max(y1, y));
                (x0, x1) = (Math.Min(x0, first), Math.Max(x1, LastInRow(y, z)));
            }
        }

        return x1 < 0 ? default : new VoxelBox(x0, y0, z0, x1 - x0 + 1, y1 - y0 + 1, z1 - z0 + 1);
    }

    /// <summary>The part in a box, as a set of its own whose origin is the box's corner.</summary>
    public VoxelMask Crop(VoxelBox box)
    {
        var part = new VoxelMask(box.Nx, box.Ny, box.Nz);
        Parallel.For(0, box.Nz, z =>
        {
            if ((uint)(z + box.Z) >= (uint)Nz)
                return;
            for (int y = 0; y < box.Ny; y++)
            {
                if ((uint)(y + box.Y) < (uint)Ny)
                    CopyShifted(Row(y + box.Y, z + box.Z), box.X, part.Row(y, z), part.LastWordBits);
            }
        });
        return part;
    }

    /// <summary>Voxels in this set and in another of the same extents.</summary>
    public VoxelMask And(VoxelMask other) => Combine(other, (a, b) => a & b);

    /// <summary>Voxels in this set but not in another of the same extents.</summary>
    public VoxelMask AndNot(VoxelMask other) => Combine(other, (a, b) => a & ~b);

    /// <summary>Voxels in this set or in another of the same extents.</summary>
    public VoxelMask Or(VoxelMask other) => Combine(other, (a, b) => a | b);

    /// <summary>Voxels of the lattice that are not in the set.</summary>
    public VoxelMask Complement()
    {
        var result = new VoxelMask(Nx, Ny, Nz);
        Parallel.For(0, Nz, z =>
        {
            for (int y = 0; y < Ny; y++)
            {
                ReadOnlySpan<ulong> from = Row(y, z);
                Span<ulong> to = result.Row(y, z);
                for (int w = 0; w < to.Length; w++)
                    to[w] = ~from[w];
                to[^1] &= LastWordBits;
            }
        });
        return result;
    }

    /// <summary>Sets the voxels of a row from bytes that equal a value.</summary>
    /// <param name="y">Row.</param>
    /// <param name="z">Plane.</param>
    /// <param name="values">Nx bytes.</param>
    /// <param name="value">What marks a voxel of the set.</param>
    public void SetRowWhereEqual(int y, int z, ReadOnlySpan<byte> values, byte value)
    {
        Span<ulong> row = Row(y, z);
        for (int w = 0; w < row.Length; w++)
        {
            ReadOnlySpan<byte> part = values[(w * 64)..Math.Min((w + 1) * 64, Nx)];
            ulong bits = 0;
            int i = 0;
            for (; i + 32 <= part.Length; i += 32)
            {
                var lane = Vector256.Create(part.Slice(i, 32));
                Vector256<byte> equal = Vector256.Equals(lane, Vector256.Create(value));
                bits |= (ulong)Vector256.ExtractMostSignificantBits(equal) << i;
            }

            for (; i < part.Length; i++)
                bits |= (part[i] == value ? 1ul : 0ul) << i;
            row[w] = bits;
        }
    }

    /// <summary>The smallest x set in a row; −1 if none is.</summary>
    internal int FirstInRow(int y, int z)
    {
        ReadOnlySpan<ulong> row = Row(y, z);
        int word = row.IndexOfAnyExcept(0ul);
        return word < 0 ? -1 : (word * 64) + BitOperations.TrailingZeroCount(row[word]);
    }

    /// <summary>The largest x set in a row; −1 if none is.</summary>
    internal int LastInRow(int y, int z)
    {
        ReadOnlySpan<ulong> row = Row(y, z);
        int word = row.LastIndexOfAnyExcept(0ul);
        return word < 0 ? -1 : (word * 64) + 63 - BitOperations.LeadingZeroCount(row[word]);
    }

    /// <summary>The words of a z-plane.</summary>
    internal ReadOnlySpan<ulong> PlaneWords(int z) => _words.AsSpan(z * WordsPerRow * Ny, WordsPerRow * Ny);

    private static long CountWords(ReadOnlySpan<ulong> words)
    {
        long count = 0;
        foreach (ulong word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    private static void CopyShifted(ReadOnlySpan<ulong> from, int firstBit, Span<ulong> to, ulong lastWordBits)
    {
        int wordShift = firstBit >> 6;
        int bitShift = firstBit & 63;
        for (int w = 0; w < to.Length; w++)
        {
            ulong low = WordAt(from, w + wordShift);
            ulong high = bitShift == 0 ? 0 : WordAt(from, w + wordShift + 1) << (64 - bitShift);
            to[w] = (low >> bitShift) | high;
        }

        to[^1] &= lastWordBits;
    }

    private static ulong WordAt(ReadOnlySpan<ulong> words, int index)
        => (uint)index < (uint)words.Length ? words[index] : 0;

    private VoxelMask Combine(VoxelMask other, Func<ulong, ulong, ulong> operation)
    {
        if ((other.Nx, other.Ny, other.Nz) != (Nx, Ny, Nz))
            throw new ArgumentException("The two sets are of different lattices.", nameof(other));
        var result = new VoxelMask(Nx, Ny, Nz);
        int plane = WordsPerRow * Ny;
        Parallel.For(0, Nz, z =>
        {
            for (int i = z * plane; i < (z + 1) * plane; i++)
                result._words[i] = operation(_words[i], other._words[i]);
        });
        return result;
    }
}
