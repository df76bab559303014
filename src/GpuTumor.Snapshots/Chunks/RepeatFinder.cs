using System.Numerics;
using System.Runtime.Intrinsics;

namespace GpuTumor.Snapshots;

/// <summary>Some bytes as they are, and then a repeat of bytes before.</summary>
/// <param name="Plain">Bytes as they are.</param>
/// <param name="Length">Bytes repeated; 0 at the end of a plane.</param>
/// <param name="Distance">Which of the distances, from 0.</param>
internal readonly record struct Stretch(int Plain, int Length, int Distance);

/// <summary>
/// Finds where a chunk repeats its voxel, row or plane before. Maps of tissue repeat themselves nowhere else, and three places are
/// looked at many times faster than all those that deflate can reach.
/// </summary>
internal sealed unsafe class RepeatFinder
{
    private const int Wide = 32;

    // Bits for a farther repeat are more, and up to here they are about as many as the bytes themselves take.
    private const int ShortestNear = 6;
    private const int ShortestFar = 8;

    private readonly (int Distance, int Shortest)[] _places;

    /// <summary>A finder for chunks of some shape.</summary>
    /// <param name="row">Voxels of a row.</param>
    /// <param name="plane">Voxels of a plane.</param>
    public RepeatFinder(int row, int plane)
    {
        (int Distance, int Shortest)[] places = [(1, ShortestNear), (row, ShortestFar), (plane, ShortestFar)];
        _places = [.. places.Where(place => place.Distance <= DeflateSymbols.FarthestRepeat).DistinctBy(place => place.Distance)];
    }

    /// <summary>The distances.</summary>
    public IEnumerable<int> Distances => _places.Select(place => place.Distance);

    /// <summary>Divides bytes into stretches.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many.</param>
    /// <param name="stretches">Room for a quarter as many.</param>
    /// <returns>How many stretches there are.</returns>
    public int Divide(byte* bytes, int count, Span<Stretch> stretches)
    {
        int found = 0;
        int told = 0;
        int position = 1;
        while (position + (2 * Wide) <= count)
        {
            int offset = FindFirst(bytes + position, position);
            if (offset == Wide)
            {
                position += Wide;
                continue;
            }

            position += offset;
            (int length, int place) = Longest(bytes, position, count);
            stretches[found++] = new Stretch(position - told, length, place);
            position += length;
            told = position;
        }

        stretches[found++] = new Stretch(count - told, 0, 0);
        return found;
    }

    // The first of 32 positions at which a repeat begins that is long enough; 32 if there is none.
    private int FindFirst(byte* bytes, int position)
    {
        Vector256<byte> here = Vector256.Load(bytes);
        Vector256<byte> next = Vector256.Load(bytes + Wide);
        int first = Wide;
        foreach ((int distance, int shortest) in _places)
        {
            if (distance > position)
                continue;
            ulong repeats = Vector256.Equals(here, Vector256.Load(bytes - distance)).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(next, Vector256.Load(bytes + Wide - distance)).ExtractMostSignificantBits() << Wide);
            // A bit stays where as many follow as the shortest repeat has.
            repeats &= repeats >> 1;
            repeats &= repeats >> 2;
            repeats &= repeats >> (shortest - 4);
            first = Math.Min(first, BitOperations.TrailingZeroCount(repeats));
        }

        return first;
    }

    private (int Length, int Place) Longest(byte* bytes, int position, int count)
    {
        (int longest, int place) = (0, 0);
        int most = Math.Min(DeflateSymbols.LongestRepeat, count - position);
        for (int i = 0; i < _places.Length; i++)
        {
            if (_places[i].Distance > position)
                continue;
            int length = Agreeing(bytes + position, bytes + position - _places[i].Distance, most);
            if (length >= _places[i].Shortest && length > longest)
                (longest, place) = (length, i);
        }

        return (longest, place);
    }

    private static int Agreeing(byte* one, byte* other, int most)
    {
        int length = 0;
        for (; length + Wide <= most; length += Wide)
        {
            uint differing = ~Vector256.Equals(Vector256.Load(one + length), Vector256.Load(other + length)).ExtractMostSignificantBits();
            if (differing != 0)
                return length + BitOperations.TrailingZeroCount(differing);
        }

        while (length < most && one[length] == other[length])
            length++;
        return length;
    }
}
